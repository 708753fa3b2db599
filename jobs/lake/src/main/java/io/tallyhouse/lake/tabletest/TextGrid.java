package io.tallyhouse.lake.tabletest;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;

/** Rows as a small table of text; columns that are null in all of them are left out, long values cut, wide tables broken. */
final class TextGrid {
    private static final int CELL = 32;
    private static final int LINE = 140;
    private static final String INDENT = "  ";

    private TextGrid() {}

    static String of(List<Row> rows) {
        List<List<String>> columns = new ArrayList<>();
        String[] names = rows.get(0).schema().fieldNames();
        for (int i = 0; i < names.length; i++) {
            int column = i;
            if (rows.stream().anyMatch(r -> !r.isNullAt(column))) {
                columns.add(cells(names[i], rows, i));
            }
        }
        StringBuilder text = new StringBuilder();
        for (int from = 0; from < columns.size(); ) {
            int to = from + 1;
            int width = INDENT.length() + width(columns.get(from));
            while (to < columns.size() && width + INDENT.length() + width(columns.get(to)) <= LINE) {
                width += INDENT.length() + width(columns.get(to++));
            }
            append(text, columns.subList(from, to));
            from = to;
        }
        return text.toString();
    }

    private static List<String> cells(String name, List<Row> rows, int column) {
        List<String> cells = new ArrayList<>(List.of(name));
        rows.forEach(r -> cells.add(cut(CellValues.text(r.get(column)))));
        return cells;
    }

    private static String cut(String text) {
        String line = text.replace('\n', ' ');
        return line.length() <= CELL ? line : line.substring(0, CELL - 1) + "…";
    }

    private static int width(List<String> column) {
        return column.stream().mapToInt(String::length).max().orElse(0);
    }

    private static void append(StringBuilder text, List<List<String>> columns) {
        IntStream.range(0, columns.get(0).size()).forEach(i -> {
            StringBuilder line = new StringBuilder();
            columns.forEach(c -> line.append(INDENT).append(String.format("%-" + width(c) + "s", c.get(i))));
            text.append(line.toString().stripTrailing()).append('\n');
        });
    }
}
