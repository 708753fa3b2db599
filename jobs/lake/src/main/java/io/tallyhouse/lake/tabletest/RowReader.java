package io.tallyhouse.lake.tabletest;

import io.tallyhouse.catalogue.model.ModelFolder;
import io.tallyhouse.catalogue.yaml.Place;
import io.tallyhouse.catalogue.yaml.Problems;
import io.tallyhouse.catalogue.yaml.YamlNode;
import io.tallyhouse.catalogue.yaml.YamlNode.Entry;
import io.tallyhouse.catalogue.yaml.YamlNode.Mapping;
import io.tallyhouse.catalogue.yaml.YamlNode.Scalar;
import io.tallyhouse.catalogue.yaml.YamlNode.Sequence;
import io.tallyhouse.lake.tabletest.CaseReader.Schemas;
import io.tallyhouse.lake.tabletest.CaseRow.Cell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one file of cases. */
final class RowReader {
    private final ModelFolder model;
    private final Problems problems;
    private final Map<String, Map<String, Cell>> defaults = new HashMap<>();

    RowReader(ModelFolder model, Schemas schemas, Problems problems, @Nullable YamlNode defaults) {
        this.model = model;
        this.problems = problems;
        if (defaults instanceof Mapping tables) {
            tables.entries().forEach((table, entry) -> {
                String path = "defaults." + table;
                if (isKnown(table, entry.keyPlace(), path)) {
                    this.defaults.put(table, cells(entry.value(), table, schemas.of(table), path));
                }
            });
        } else if (defaults != null) {
            problems.add(defaults.place(), "defaults", "Expected tables with a row each, found " + defaults.kind());
        }
    }

    /** Whether the model reads that table; a problem when it does not. */
    boolean isKnown(String table, Place place, String path) {
        List<String> valid = Stream.concat(
                        model.model().inputs().keySet().stream(), model.model().references().stream())
                .toList();
        if (!valid.contains(table)) {
            problems.add(place, path, CaseReader.unknown("input or reference", table, valid));
        }
        return valid.contains(table);
    }

    Map<String, Cell> defaults(String table) {
        return defaults.getOrDefault(table, Map.of());
    }

    /** @param defaults cells of rows that do not name their columns */
    List<CaseRow> rows(YamlNode node, String table, StructType schema, Map<String, Cell> defaults, String path) {
        List<CaseRow> rows = new ArrayList<>();
        if (!(node instanceof Sequence list)) {
            problems.add(node.place(), path, "Expected a list of rows, found " + node.kind());
            return rows;
        }
        for (YamlNode item : list.items()) {
            Map<String, Cell> cells = new LinkedHashMap<>(defaults);
            cells.putAll(cells(item, table, schema, path + "[" + rows.size() + "]"));
            rows.add(new CaseRow(item.place(), cells));
        }
        return rows;
    }

    private Map<String, Cell> cells(YamlNode node, String table, StructType schema, String path) {
        Map<String, Cell> cells = new LinkedHashMap<>();
        if (!(node instanceof Mapping row)) {
            problems.add(node.place(), path, "Expected a row such as {column: value}, found " + node.kind());
            return cells;
        }
        List<String> columns = Arrays.asList(schema.fieldNames());
        for (Map.Entry<String, Entry> entry : row.entries().entrySet()) {
            String column = entry.getKey();
            if (!columns.contains(column)) {
                problems.add(
                        entry.getValue().keyPlace(), path, CaseReader.unknown("column of " + table, column, columns));
            } else {
                cells.put(column, cell(entry.getValue().value(), schema, column, path + "." + column));
            }
        }
        return cells;
    }

    private Cell cell(YamlNode node, StructType schema, String column, String path) {
        if (!(node instanceof Scalar scalar)) {
            problems.add(node.place(), path, "Expected a single value, found " + node.kind());
            return new Cell(node.place(), null);
        }
        if (scalar.isNull()) {
            return new Cell(scalar.place(), null);
        }
        try {
            return new Cell(
                    scalar.place(),
                    CellValues.parse(scalar.text(), schema.apply(column).dataType()));
        } catch (IllegalArgumentException e) {
            problems.add(scalar.place(), path, String.valueOf(e.getMessage()));
            return new Cell(scalar.place(), null);
        }
    }

    /** Two rows of one key cannot be in a table. Rows that leave part of the key open are passed over. */
    void checkDistinct(List<CaseRow> rows, List<String> key, String path) {
        Map<List<Object>, CaseRow> seen = new HashMap<>();
        for (CaseRow row : rows) {
            List<Object> values =
                    key.stream().map(row::value).filter(Objects::nonNull).toList();
            CaseRow before = values.size() < key.size() || key.isEmpty() ? null : seen.putIfAbsent(values, row);
            if (before != null) {
                problems.add(
                        row.place(),
                        path,
                        "The key " + KeyText.of(key, row::value) + " stands twice; first in line "
                                + before.place().line());
            }
        }
    }
}
