package io.tallyhouse.lake.tabletest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** What a failed case says: the differences, then what each part of the query made of the keys concerned. */
final class FailureText {
    private static final int KEYS = 3;

    private FailureText() {}

    /** @param parts rows of the query's common table expressions in their order */
    static String of(TableCase tableCase, List<Mismatch> mismatches, Map<String, Dataset<Row>> parts) {
        StringBuilder text = new StringBuilder();
        text.append(tableCase.model().name())
                .append(": ")
                .append(tableCase.name())
                .append("\n  (")
                .append(tableCase.place().file())
                .append(':')
                .append(tableCase.place().line())
                .append(")\n");
        for (Mismatch mismatch : mismatches) {
            text.append('\n').append(text(mismatch.key())).append('\n');
            mismatch.lines().forEach(l -> text.append("  ").append(l).append('\n'));
        }
        List<Part> all = new ArrayList<>();
        parts.forEach((name, rows) -> all.add(new Part(name, List.of(rows.columns()), rows.collectAsList())));
        for (Mismatch mismatch : mismatches.subList(0, Math.min(KEYS, mismatches.size()))) {
            text.append("\nParts of the query for ")
                    .append(text(mismatch.key()))
                    .append('\n');
            all.forEach(p -> text.append(part(p, mismatch.key())));
        }
        if (mismatches.size() > KEYS) {
            text.append("\nParts are shown for the first ").append(KEYS).append(" keys.\n");
        }
        return text.toString();
    }

    private static String text(Map<String, @Nullable Object> key) {
        return KeyText.of(List.copyOf(key.keySet()), key::get);
    }

    private static String part(Part part, Map<String, @Nullable Object> key) {
        List<String> carried =
                key.keySet().stream().filter(part.columns()::contains).toList();
        if (carried.isEmpty()) {
            return "\n" + part.name() + ": carries no column of the key, rows in all: "
                    + part.rows().size() + "\n";
        }
        List<Row> same = part.rows().stream()
                .filter(r -> carried.stream()
                        // Parts may carry a key in another type than the table declares.
                        .allMatch(c -> CellValues.text(r.getAs(c)).equals(CellValues.text(key.get(c)))))
                .toList();
        String head = "\n" + part.name()
                + (carried.size() < key.size() ? " (carries only " + String.join(", ", carried) + ")" : "");
        return same.isEmpty() ? head + ": no row\n" : head + "\n" + TextGrid.of(same);
    }

    /** Rows of a common table expression. */
    private record Part(String name, List<String> columns, List<Row> rows) {}
}
