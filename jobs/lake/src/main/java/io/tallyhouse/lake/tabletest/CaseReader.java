package io.tallyhouse.lake.tabletest;

import io.tallyhouse.catalogue.model.ModelFolder;
import io.tallyhouse.catalogue.model.TableModel.Trigger;
import io.tallyhouse.catalogue.yaml.NearestName;
import io.tallyhouse.catalogue.yaml.Place;
import io.tallyhouse.catalogue.yaml.Problems;
import io.tallyhouse.catalogue.yaml.RecordBinder;
import io.tallyhouse.catalogue.yaml.YamlFiles;
import io.tallyhouse.catalogue.yaml.YamlNode;
import io.tallyhouse.catalogue.yaml.YamlNode.Entry;
import io.tallyhouse.catalogue.yaml.YamlNode.Mapping;
import io.tallyhouse.catalogue.yaml.YamlNode.Scalar;
import io.tallyhouse.catalogue.yaml.YamlReader;
import io.tallyhouse.lake.tabletest.TableCase.Given;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Reads the files in a model's folder {@code tests}. */
final class CaseReader {
    private static final String SHIPPED = "shipped";

    private final ModelFolder model;
    private final Schemas schemas;
    private final Problems problems;

    /** @param problems gets everything that is wrong in any file */
    CaseReader(ModelFolder model, Schemas schemas, Problems problems) {
        this.model = model;
        this.schemas = schemas;
        this.problems = problems;
    }

    /**
     * A file of cases.
     *
     * @param asOf of all cases that do not name their own
     * @param defaults by table: the values of given rows that do not say otherwise
     * @param given by table: rows of all cases that do not name the table themselves
     */
    record CaseFile(
            @Nullable Instant asOf,
            @Nullable YamlNode defaults,
            @Nullable YamlNode given,
            List<CaseText> cases) {}

    /** One case of a file. */
    record CaseText(
            Place place,
            String name,
            @Nullable Instant asOf,
            @Nullable YamlNode given,
            YamlNode expect) {}

    List<TableCase> read() {
        Path folder = model.folder().resolve("tests");
        List<TableCase> cases = new ArrayList<>();
        if (Files.exists(folder)) {
            for (Path path : YamlFiles.under(folder, problems)) {
                YamlNode node = YamlReader.read(path, problems);
                CaseFile file = node == null ? null : new RecordBinder(problems).bind(node, CaseFile.class);
                if (file != null) {
                    cases.addAll(cases(file));
                }
            }
        }
        Set<String> names = new HashSet<>();
        for (TableCase one : cases) {
            if (!names.add(one.name())) {
                problems.add(one.place(), "name", "The case \"" + one.name() + "\" stands twice");
            }
        }
        return cases;
    }

    private List<TableCase> cases(CaseFile file) {
        RowReader rows = new RowReader(model, schemas, problems, file.defaults());
        Map<String, Given> shared = given(rows, file.given(), "given");
        List<TableCase> cases = new ArrayList<>();
        for (int i = 0; i < file.cases().size(); i++) {
            CaseText text = file.cases().get(i);
            String path = "cases[" + i + "].";
            Map<String, Given> given = new HashMap<>(shared);
            given.putAll(given(rows, text.given(), path + "given"));
            List<CaseRow> expected =
                    rows.rows(text.expect(), model.name(), schemas.of(model.name()), Map.of(), path + "expect");
            List<String> key = key(expected, path + "expect");
            rows.checkDistinct(expected, key, path + "expect");
            Instant asOf = text.asOf() != null ? text.asOf() : file.asOf();
            checkAsOf(asOf, text.place(), path + "as_of");
            cases.add(new TableCase(model, text.name(), text.place(), asOf, given, key, expected));
        }
        return cases;
    }

    private void checkAsOf(@Nullable Instant asOf, Place place, String path) {
        boolean needed = model.model().triggers().contains(Trigger.AS_OF);
        if (needed && asOf == null) {
            problems.add(place, path, "Missing as_of: " + model.name() + " depends on it");
        } else if (!needed && asOf != null) {
            problems.add(place, path, "as_of has no effect: " + model.name() + " does not trigger on it");
        }
    }

    private Map<String, Given> given(RowReader rows, @Nullable YamlNode node, String path) {
        Map<String, Given> given = new LinkedHashMap<>();
        if (node == null) {
            return given;
        }
        if (!(node instanceof Mapping tables)) {
            problems.add(node.place(), path, "Expected tables with their rows, found " + node.kind());
            return given;
        }
        for (Map.Entry<String, Entry> entry : tables.entries().entrySet()) {
            String table = entry.getKey();
            String at = path + "." + table;
            YamlNode value = entry.getValue().value();
            if (!rows.isKnown(table, entry.getValue().keyPlace(), at)) {
                continue;
            }
            if (value instanceof Scalar word && word.text().equals(SHIPPED)) {
                if (!model.model().references().contains(table)) {
                    problems.add(
                            value.place(), at, "Only references are shipped, " + table + " is an input: list rows");
                }
                given.put(table, new Given(true, List.of()));
                continue;
            }
            List<CaseRow> list = rows.rows(value, table, schemas.of(table), rows.defaults(table), at);
            rows.checkDistinct(list, schemas.grain(table), at);
            given.put(table, new Given(false, list));
        }
        return given;
    }

    /** Rows are paired by the columns of the grain that they name; all must name the same. */
    private List<String> key(List<CaseRow> expected, String path) {
        List<String> grain = model.model().grain();
        if (expected.isEmpty()) {
            return grain;
        }
        List<String> key = grain.stream()
                .filter(c -> expected.stream().anyMatch(r -> r.cells().containsKey(c)))
                .toList();
        if (key.isEmpty()) {
            problems.add(
                    expected.get(0).place(),
                    path,
                    "A row must name columns of the key, which is " + String.join(", ", grain));
        }
        for (CaseRow row : expected) {
            for (String column : key) {
                if (!row.cells().containsKey(column)) {
                    problems.add(row.place(), path, "Missing key column " + column + ", which other rows name");
                }
            }
        }
        return key;
    }

    /** The columns of tables and references. */
    interface Schemas {
        /** Of the model itself, an input or a reference. */
        StructType of(String table);

        /** Columns of which each combination stands once; empty where nothing is declared. */
        List<String> grain(String table);
    }

    static String unknown(String what, String name, List<String> valid) {
        return "Unknown " + what + " \"" + name + "\"" + NearestName.hint(name, valid);
    }
}
