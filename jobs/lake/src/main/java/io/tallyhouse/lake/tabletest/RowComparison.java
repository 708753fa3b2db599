package io.tallyhouse.lake.tabletest;

import io.tallyhouse.lake.tabletest.CaseRow.Cell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Pairs expected and actual rows by key and compares the columns that the expected rows name. */
final class RowComparison {
    private final TableCase tableCase;

    RowComparison(TableCase tableCase) {
        this.tableCase = tableCase;
    }

    List<Mismatch> compare(List<Row> actual) {
        Map<Map<String, @Nullable Object>, List<Row>> byKey = new LinkedHashMap<>();
        actual.forEach(r ->
                byKey.computeIfAbsent(key(r::getAs), k -> new ArrayList<>()).add(r));
        List<Mismatch> mismatches = new ArrayList<>();
        for (CaseRow expected : tableCase.expected()) {
            Map<String, @Nullable Object> key = key(expected::value);
            List<Row> found = byKey.remove(key);
            List<String> lines = differences(expected, found == null ? List.of() : found);
            if (!lines.isEmpty()) {
                mismatches.add(new Mismatch(key, lines));
            }
        }
        byKey.forEach((key, rows) -> mismatches.add(new Mismatch(
                key, rows.stream().map(r -> "unexpected row: " + shown(r)).toList())));
        return mismatches;
    }

    private Map<String, @Nullable Object> key(Function<String, @Nullable Object> value) {
        Map<String, @Nullable Object> key = new LinkedHashMap<>();
        tableCase.key().forEach(c -> key.put(c, value.apply(c)));
        return key;
    }

    private List<String> differences(CaseRow expected, List<Row> found) {
        if (found.isEmpty()) {
            return List.of("missing row  (" + expected.place().file() + ":"
                    + expected.place().line() + ")");
        }
        List<String> lines = new ArrayList<>();
        if (found.size() > 1) {
            lines.add(found.size() + " rows where one is expected  ("
                    + expected.place().file() + ":"
                    + expected.place().line() + "); name more columns of the key "
                    + String.join(", ", tableCase.model().model().grain()));
            found.forEach(r -> lines.add("  " + shown(r)));
            return lines;
        }
        Row row = found.get(0);
        expected.cells().forEach((column, cell) -> {
            Object actual = row.getAs(column);
            if (!CellValues.same(cell.value(), actual)) {
                lines.add(difference(column, cell, actual));
            }
        });
        return lines;
    }

    private static String difference(String column, Cell cell, @Nullable Object actual) {
        return column + ": expected " + CellValues.text(cell.value()) + " → actual " + CellValues.text(actual) + "  ("
                + cell.place().file() + ":" + cell.place().line() + ")";
    }

    /** The whole key and the columns that the case looks at. */
    private String shown(Row row) {
        Set<String> columns = new LinkedHashSet<>(tableCase.model().model().grain());
        tableCase.expected().forEach(r -> columns.addAll(r.cells().keySet()));
        return KeyText.of(List.copyOf(columns), row::getAs);
    }
}
