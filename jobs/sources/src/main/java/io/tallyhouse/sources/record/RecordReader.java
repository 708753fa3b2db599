package io.tallyhouse.sources.record;

import io.tallyhouse.catalogue.contract.ColumnKind;
import io.tallyhouse.catalogue.contract.ContractColumn;
import io.tallyhouse.catalogue.contract.DatasetContract;
import io.tallyhouse.sources.ParseLimits;
import io.tallyhouse.sources.ParseReport;
import io.tallyhouse.sources.ParsedRecord;
import io.tallyhouse.sources.Reason;
import io.tallyhouse.sources.RecordSink;
import io.tallyhouse.sources.Rejection;
import io.tallyhouse.sources.redact.PiiKind;
import io.tallyhouse.sources.redact.Redactor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The common end of all parsers: the texts of a record become typed values that keep the contract, or a rejection.
 *
 * <p>Every call of {@link #read} or {@link #reject} is one record seen. The first fault of a record in the order of the
 * contract's columns is the one reported.
 */
public final class RecordReader {
    private static final int EXCERPT_CHARS = 200;
    private static final int SHOWN_CHARS = 60;
    /** Beyond it an excerpt is cut before it is masked. */
    private static final int MASKED_CHARS = 10_000;

    private final List<ContractColumn> columns;
    private final Map<String, Integer> positions = new HashMap<>();
    private final List<ValueReader> readers = new ArrayList<>();
    private final boolean[] json;
    private final Set<String> missing;
    private final TimeReader times;
    private final ContentHash hash;
    private final Redactor redactor;
    private final RecordSink sink;
    private final Map<String, Long> notes = new HashMap<>();
    private final List<PiiKind> found = new ArrayList<>();
    private long accepted;
    private long rejected;

    public RecordReader(DatasetContract contract, Redactor redactor, ParseLimits limits, RecordSink sink) {
        this.columns = contract.columns();
        this.missing = Set.copyOf(contract.missing());
        this.times = new TimeReader(contract);
        this.hash = new ContentHash(columns);
        this.redactor = redactor;
        this.sink = sink;
        this.json = new boolean[columns.size()];
        CanonicalJson canonical = new CanonicalJson(limits);
        for (ContractColumn column : columns) {
            json[readers.size()] = column.kind().base() == ColumnKind.Base.JSON;
            positions.put(column.name(), readers.size());
            readers.add(new ValueReader(column, times, canonical));
        }
    }

    /** Position of a column in the contract, -1 when the contract does not know it. */
    public int position(String column) {
        return positions.getOrDefault(column, -1);
    }

    public Set<String> names() {
        return positions.keySet();
    }

    public int width() {
        return columns.size();
    }

    /** Whether the column takes nested values. */
    public boolean isJson(int position) {
        return json[position];
    }

    /**
     * Takes one record.
     *
     * @param line line on which it begins, from 1
     * @param texts one per column of the contract; null for none
     * @param excerpt gives the record as it was delivered, should it be rejected
     */
    public void read(long line, @Nullable String[] texts, Supplier<String> excerpt) {
        @Nullable Object[] values = new Object[texts.length];
        found.clear();
        for (int i = 0; i < texts.length; i++) {
            ContractColumn column = columns.get(i);
            String text = texts[i];
            if (text == null || missing.contains(text) || text.isEmpty() && column.required()) {
                if (column.required()) {
                    reject(line, Reason.MISSING_VALUE, "Missing " + column.name(), excerpt.get());
                    return;
                }
                continue;
            }
            try {
                Object value = readers.get(i).read(text);
                values[i] = column.redact() && value instanceof String s ? redacted(s) : value;
            } catch (ValueFault fault) {
                String message = "Invalid " + column.name() + shown(column, text) + ": " + fault.why();
                reject(line, fault.reason(), message, excerpt.get());
                return;
            }
        }
        accepted++;
        for (PiiKind kind : found) {
            note("redacted_" + kind.name().toLowerCase(Locale.ROOT), 1);
        }
        sink.accept(new ParsedRecord(accepted + rejected, line, values, hash.of(values)));
    }

    /**
     * Rejects one record for a reason of its form.
     *
     * @param excerpt the record as it was delivered, masked here; null when there is nothing to show
     */
    public void reject(long line, Reason reason, String message, @Nullable String excerpt) {
        rejected++;
        sink.reject(new Rejection(
                accepted + rejected, line, reason.code(), message, excerpt == null ? null : mask(excerpt)));
    }

    /** What there is to show of a record whose raw text is gone: its values that are neither personal nor free text. */
    public String excerpt(@Nullable String[] texts) {
        StringBuilder excerpt = new StringBuilder();
        for (int i = 0; i < texts.length; i++) {
            ContractColumn column = columns.get(i);
            if (texts[i] != null && !column.personal() && !column.redact()) {
                excerpt.append(excerpt.isEmpty() ? "" : ", ")
                        .append(column.name())
                        .append('=')
                        .append(texts[i]);
            }
        }
        return excerpt.toString();
    }

    /** Counts something worth knowing about the file. */
    public void note(String name, long count) {
        if (count > 0) {
            notes.merge(name, count, Long::sum);
        }
    }

    public ParseReport report() {
        Map<String, Long> all = new HashMap<>(notes);
        if (times.ambiguous() > 0) {
            all.put("ambiguous_times", times.ambiguous());
        }
        return new ParseReport(accepted + rejected, accepted, rejected, all);
    }

    private String redacted(String text) {
        return redactor.redact(text, found::add);
    }

    private String shown(ContractColumn column, String text) {
        return column.personal() || column.redact() ? "" : " \"" + cut(maskAll(text), SHOWN_CHARS) + "\"";
    }

    private String mask(String excerpt) {
        return cut(maskAll(excerpt), EXCERPT_CHARS);
    }

    private String maskAll(String text) {
        return redactor.redact(cut(text, MASKED_CHARS), kind -> {});
    }

    /** Cuts to so many characters, never through a surrogate pair. */
    private static String cut(String text, int chars) {
        if (text.length() <= chars) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(chars - 2)) ? chars - 2 : chars - 1;
        return text.substring(0, end) + "…";
    }
}
