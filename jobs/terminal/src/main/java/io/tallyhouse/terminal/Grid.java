package io.tallyhouse.terminal;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows under headings, numbers to the right, nothing cut, nothing that a terminal would obey. */
public final class Grid {
    private final List<String> head;
    private final List<List<String>> rows = new ArrayList<>();
    private final boolean[] number;

    /** @param head names of the columns; a leading {@code #} puts a column to the right */
    public Grid(String... head) {
        this.head = new ArrayList<>();
        this.number = new boolean[head.length];
        for (int i = 0; i < head.length; i++) {
            number[i] = head[i].startsWith("#");
            this.head.add(number[i] ? head[i].substring(1) : head[i]);
        }
    }

    /** @return this */
    public Grid row(String... cells) {
        List<String> row = new ArrayList<>();
        for (String cell : cells) {
            row.add(Cell.harmless(cell));
        }
        rows.add(row);
        return this;
    }

    /** @return a number with a comma between thousands */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Prints head and rows, each column as wide as its widest cell. */
    public void print(PrintStream out) {
        int[] widths = new int[head.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Cell.width(head.get(i));
            for (List<String> row : rows) {
                widths[i] = Math.max(widths[i], Cell.width(row.get(i)));
            }
        }
        line(out, head, widths);
        rows.forEach(r -> line(out, r, widths));
    }

    private void line(PrintStream out, List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append("  ")
                    .append(number[i] ? Cell.right(cells.get(i), widths[i]) : Cell.left(cells.get(i), widths[i]));
        }
        out.println(line.toString().stripTrailing());
    }
}
