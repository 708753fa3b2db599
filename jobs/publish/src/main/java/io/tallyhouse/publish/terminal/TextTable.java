package io.tallyhouse.publish.terminal;

import io.tallyhouse.publish.duckdb.RowSink;
import io.tallyhouse.terminal.Cell;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows as a table for people: numbers to the right, null as ∅, wide values cut so that a line fits the terminal. Widths are
 * taken from the first rows, so that a long result streams. {@link #close} prints what is pending and leaves the writer open.
 */
public final class TextTable implements RowSink, AutoCloseable {
    private static final int SAMPLE = 1000;
    private static final int NARROW = 8;
    private static final String GAP = "  ";

    private final Writer out;
    private final int lineWidth;
    private final List<List<String>> pending = new ArrayList<>();
    private List<Column> columns = List.of();
    private int[] widths = {};
    private boolean printing;

    /** @param lineWidth columns of the terminal */
    public TextTable(Writer out, int lineWidth) {
        this.out = out;
        this.lineWidth = lineWidth;
    }

    @Override
    public void columns(List<Column> found) {
        columns = found;
    }

    @Override
    public void row(List<@Nullable Object> values) throws IOException {
        List<String> cells = values.stream().map(TextTable::text).toList();
        if (printing) {
            print(cells);
            return;
        }
        pending.add(cells);
        if (pending.size() == SAMPLE) {
            start();
        }
    }

    private static String text(@Nullable Object value) {
        if (value == null) {
            return "∅";
        }
        return Cell.harmless(value instanceof BigDecimal number ? number.toPlainString() : value.toString());
    }

    private void start() throws IOException {
        printing = true;
        widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            widths[i] = Math.max(
                    Cell.width(Cell.harmless(columns.get(i).name())),
                    pending.stream()
                            .mapToInt(r -> Cell.width(r.get(column)))
                            .max()
                            .orElse(0));
        }
        shrink();
        print(columns.stream().map(c -> Cell.harmless(c.name())).toList());
        List<String> rules = new ArrayList<>();
        for (int width : widths) {
            rules.add("─".repeat(width));
        }
        out.write(String.join(GAP, rules) + "\n");
        for (List<String> row : pending) {
            print(row);
        }
        pending.clear();
    }

    /** Takes from the widest text column until the line fits; numbers are never cut. */
    private void shrink() {
        int total = GAP.length() * (widths.length - 1);
        for (int width : widths) {
            total += width;
        }
        while (total > lineWidth) {
            int widest = -1;
            for (int i = 0; i < widths.length; i++) {
                if (!columns.get(i).isNumber() && widths[i] > NARROW && (widest < 0 || widths[i] > widths[widest])) {
                    widest = i;
                }
            }
            if (widest < 0) {
                return;
            }
            widths[widest]--;
            total--;
        }
    }

    private void print(List<String> cells) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            int width = columns.get(i).isNumber() ? Math.max(widths[i], Cell.width(cells.get(i))) : widths[i];
            line.append(i == 0 ? "" : GAP)
                    .append(
                            columns.get(i).isNumber()
                                    ? Cell.right(cells.get(i), width)
                                    : Cell.left(cells.get(i), width));
        }
        out.write(line.toString().stripTrailing() + "\n");
    }

    @Override
    public void close() throws IOException {
        if (!printing) {
            start();
        }
        out.flush();
    }
}
