package io.tallyhouse.sources.yaml;

import io.tallyhouse.catalogue.contract.DatasetContract;
import io.tallyhouse.catalogue.yaml.NearestName;
import io.tallyhouse.catalogue.yaml.Place;
import io.tallyhouse.catalogue.yaml.Problem;
import io.tallyhouse.catalogue.yaml.Problems;
import io.tallyhouse.catalogue.yaml.YamlNode;
import io.tallyhouse.catalogue.yaml.YamlNode.Entry;
import io.tallyhouse.catalogue.yaml.YamlNode.Mapping;
import io.tallyhouse.catalogue.yaml.YamlNode.Scalar;
import io.tallyhouse.catalogue.yaml.YamlNode.Sequence;
import io.tallyhouse.catalogue.yaml.YamlReader;
import io.tallyhouse.sources.DeliveryException;
import io.tallyhouse.sources.DeliveryParser;
import io.tallyhouse.sources.ParseLimits;
import io.tallyhouse.sources.ParseReport;
import io.tallyhouse.sources.Reason;
import io.tallyhouse.sources.RecordSink;
import io.tallyhouse.sources.input.DeliveryInput;
import io.tallyhouse.sources.record.RecordReader;
import io.tallyhouse.sources.redact.Redactor;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A YAML file with one key, the contract's {@code list}, and a list of mappings under it, one per record. */
public final class YamlListParser implements DeliveryParser {
    private final Redactor redactor;

    public YamlListParser(Redactor redactor) {
        this.redactor = redactor;
    }

    @Override
    public ParseReport parse(
            InputStream in, String fileName, DatasetContract contract, ParseLimits limits, RecordSink sink)
            throws IOException {
        String key = Objects.requireNonNull(contract.list(), "a contract in YAML names its list");
        RecordReader records = new RecordReader(contract, redactor, limits, sink);
        for (YamlNode item : items(text(in, fileName, limits), fileName, key)) {
            if (item instanceof Mapping mapping) {
                record(mapping, records);
            } else {
                String message = "Invalid record: expected a mapping, found " + item.kind();
                records.reject(item.place().line(), Reason.NOT_AN_OBJECT, message, null);
            }
        }
        return records.report();
    }

    private static String text(InputStream in, String file, ParseLimits limits) throws IOException {
        Reader reader = DeliveryInput.text(in, file, limits);
        StringWriter text = new StringWriter();
        reader.transferTo(text);
        return text.toString();
    }

    private static List<YamlNode> items(String text, String file, String key) throws DeliveryException {
        Problems problems = new Problems();
        YamlNode root = YamlReader.read(file, text, problems);
        if (root == null || !problems.isEmpty()) {
            Problem first = problems.list().get(0);
            String path = first.path().isEmpty() ? "" : first.path() + ": ";
            throw fault(file, Reason.MALFORMED_YAML, first.place(), path + first.message());
        }
        String expected = "expected a list under \"" + key + "\"";
        if (!(root instanceof Mapping mapping)) {
            throw fault(file, Reason.WRONG_FORMAT, root.place(), expected + ", found " + root.kind());
        }
        for (Map.Entry<String, Entry> entry : mapping.entries().entrySet()) {
            if (!entry.getKey().equals(key)) {
                String why = "unknown key \"" + entry.getKey() + "\", " + expected;
                throw fault(file, Reason.WRONG_FORMAT, entry.getValue().keyPlace(), why);
            }
        }
        Entry list = mapping.entries().get(key);
        if (list == null || !(list.value() instanceof Sequence sequence)) {
            throw fault(file, Reason.WRONG_FORMAT, list == null ? root.place() : list.keyPlace(), expected);
        }
        return sequence.items();
    }

    private static DeliveryException fault(String file, Reason reason, Place place, String why) {
        return new DeliveryException(
                file,
                reason,
                "line " + place.line() + ", column " + place.column(),
                why,
                "Mend the file and deliver it again.");
    }

    private static void record(Mapping mapping, RecordReader records) {
        @Nullable String[] texts = new @Nullable String[records.width()];
        long line = mapping.place().line();
        for (Map.Entry<String, Entry> entry : mapping.entries().entrySet()) {
            String name = entry.getKey();
            YamlNode value = entry.getValue().value();
            int position = records.position(name);
            if (position < 0) {
                String message = "Unknown key \"" + name + "\"" + NearestName.hint(name, records.names());
                records.reject(line, Reason.UNKNOWN_KEY, message, records.excerpt(texts));
                return;
            }
            if (value instanceof Scalar scalar) {
                texts[position] = scalar.isNull() ? null : YamlJson.text(scalar, records.isJson(position));
            } else if (records.isJson(position)) {
                texts[position] = YamlJson.write(value);
            } else {
                String message = "Invalid " + name + ": expected a single value, found " + value.kind();
                records.reject(line, Reason.NESTED_VALUE, message, records.excerpt(texts));
                return;
            }
        }
        records.read(line, texts, () -> records.excerpt(texts));
    }
}
