package io.tallyhouse.publish.explain;

import io.tallyhouse.catalogue.metric.Metric.Dimension;
import io.tallyhouse.publish.duckdb.RowSink.Column;
import io.tallyhouse.publish.explain.Explanation.DeliveryShare;
import io.tallyhouse.publish.explain.Explanation.Listing;
import io.tallyhouse.publish.explain.Explanation.Sum;
import io.tallyhouse.publish.explain.Explanation.Verdict;
import io.tallyhouse.publish.kpi.Figures;
import io.tallyhouse.publish.kpi.KpiRow;
import io.tallyhouse.publish.kpi.Periods;
import io.tallyhouse.publish.terminal.TextTable;
import io.tallyhouse.terminal.Cell;
import io.tallyhouse.terminal.Colours;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An explanation for a person: what the figure is, its rows, their sum beside the published value, where it comes from. */
public final class ExplanationText {
    private static final int DELIVERIES = 5;
    private static final int HEADING = 14;

    private final int width;
    private final Colours colours;
    private final StringBuilder out = new StringBuilder();

    /** @param width columns of the terminal */
    public ExplanationText(int width, Colours colours) {
        this.width = width;
        this.colours = colours;
    }

    /** @param again the command that printed this, without its options for output */
    public String render(Explanation e, String again) {
        head(e);
        for (Listing listing : e.listings()) {
            listing(listing);
        }
        section("Sum", "");
        List<Sum> sums =
                e.sums().stream().filter(s -> !s.name().equals("result")).toList();
        table(sums);
        verdict(e.verdict());
        section("Where it comes from", "");
        e.provenance().forEach(this::fact);
        deliveries(e.deliveries());
        next(e, again);
        return out.toString();
    }

    private void head(Explanation e) {
        KpiRow row = e.row();
        line(colours.strong(e.metric().title() + " (" + e.name() + ")"));
        wrapped("", e.metric().sentence());
        line(Cell.cut("= " + e.metric().formula(), width));
        line("");
        String value = row.isOk()
                ? Figures.value(e.metric().unit(), row.value())
                : (row.status() + ": " + row.reason()).replace('_', ' ');
        String interval = Figures.interval(e.metric().unit(), row.lower(), row.upper());
        line(Periods.typed(row) + " (" + row.periodStart() + " to " + row.periodEnd() + "), " + who(row) + ":  "
                + colours.strong(value)
                + (interval.isEmpty() ? "" : "  95 % interval " + interval)
                + (row.isProvisional() ? "  provisional" : "  final"));
    }

    private static String who(KpiRow row) {
        String members = Arrays.stream(Dimension.values())
                .filter(d -> !row.members().getOrDefault(d, KpiRow.ALL).equals(KpiRow.ALL))
                .map(d -> FigureChoice.word(d) + " " + row.members().get(d))
                .collect(Collectors.joining(", "));
        return members.isEmpty() ? "all together" : Cell.harmless(members);
    }

    private void listing(Listing listing) {
        boolean part = listing.rows().size() < listing.total();
        section(
                capital(listing.name()),
                part
                        ? "first " + Figures.count((long) listing.rows().size()) + " of "
                                + Figures.count(listing.total()) + ", " + listing.order()
                        : "all " + Figures.count(listing.total())
                                + (listing.total() > 1 ? ", " + listing.order() : ""));
        if (listing.rows().isEmpty()) {
            return;
        }
        List<Integer> columns = differing(listing);
        StringWriter text = new StringWriter();
        try (TextTable table = new TextTable(text, width)) {
            table.columns(columns.stream().map(listing.columns()::get).toList());
            for (List<@Nullable Object> row : listing.rows()) {
                List<@Nullable Object> cells = new ArrayList<>();
                columns.forEach(c -> cells.add(cell(listing.columns().get(c), row.get(c))));
                table.row(cells);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.append(text);
        same(listing, columns);
    }

    /** Columns to show: numbers, and texts that are not the same in all rows, which leaves room for keys. */
    private static List<Integer> differing(Listing listing) {
        List<Integer> columns = new ArrayList<>();
        for (int i = 0; i < listing.onScreen(); i++) {
            int column = i;
            boolean same = listing.rows().size() > 1
                    && !listing.columns().get(i).isNumber()
                    && listing.rows().stream()
                                    .map(r -> r.get(column))
                                    .distinct()
                                    .count()
                            == 1;
            if (!same) {
                columns.add(i);
            }
        }
        return columns;
    }

    private void same(Listing listing, List<Integer> shown) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < listing.onScreen(); i++) {
            if (!shown.contains(i)) {
                Column column = listing.columns().get(i);
                words.add(
                        column.name() + " " + cell(column, listing.rows().get(0).get(i)));
            }
        }
        if (!words.isEmpty()) {
            wrapped("", "The same in these rows: " + String.join(", ", words) + ".");
        }
    }

    /** Doubles and instants as people read them; what was counted stays as it is. */
    private static @Nullable Object cell(Column column, @Nullable Object value) {
        if (value instanceof String text && column.type().startsWith("TIMESTAMP")) {
            return text.replace('T', ' ').replace("Z", "");
        }
        return value instanceof Double number
                ? format("#,##0.000").format(number).replace('-', '−')
                : value;
    }

    private void table(List<Sum> sums) {
        int label = sums.stream().mapToInt(s -> Cell.width(s.label())).max().orElse(0);
        for (Sum sum : sums) {
            line("  " + Cell.left(sum.label(), label) + "  " + Cell.right(number(sum.value()), 22)
                    + (sum.unit().isEmpty() ? "" : " " + sum.unit()));
        }
    }

    private void verdict(Verdict v) {
        line("");
        line("  recomputed  " + exact(v.recomputed()));
        line("  published   " + exact(v.published()));
        String difference = exact(v.difference());
        line("  difference  " + (v.equal() ? colours.good(difference) : colours.bad(difference)));
        line("");
        wrapped(
                "  ",
                (v.equal() ? "" : "NOT EQUAL: ")
                        + v.statement()
                        + (v.statement().endsWith(".") ? "" : "."));
    }

    private void deliveries(List<DeliveryShare> shares) {
        if (shares.isEmpty()) {
            return;
        }
        long records = shares.stream().mapToLong(DeliveryShare::records).sum();
        fact(
                "deliveries",
                Figures.count(records) + " records of " + Figures.count((long) shares.size())
                        + " files tell about these rows" + (shares.size() > DELIVERIES ? ", most of them:" : ":"));
        for (DeliveryShare share : shares.subList(0, Math.min(DELIVERIES, shares.size()))) {
            String id = share.id().substring(0, Math.min(12, share.id().length()));
            String text =
                    id + "  " + Cell.right(Figures.count(share.records()), 6) + " in " + Cell.harmless(share.file());
            line(" ".repeat(HEADING + 2) + Cell.cut(text, width - HEADING - 2));
        }
    }

    private void next(Explanation e, String again) {
        section("Where to look next", "");
        if (e.listings().stream().anyMatch(l -> l.rows().size() < l.total())) {
            fact("all rows", again + " --json");
        }
        fact("the query", "field \"sql\" of --json, over views of the tables' Parquet files");
        for (List<Dimension> split : e.metric().splits()) {
            if (split.size() == 1 && e.row().total()) {
                String member = FigureChoice.word(split.get(0));
                fact("one " + member, again + " --" + member + " …");
                break;
            }
        }
        fact("over time", "tallyhouse kpi " + e.metric().name());
        if (!e.deliveries().isEmpty()) {
            fact("one delivery", "tallyhouse delivery list");
        }
    }

    private void section(String title, String note) {
        line("");
        line(colours.strong(title) + (note.isEmpty() ? "" : "  " + colours.faint(note)));
    }

    private void fact(String heading, String text) {
        wrapped("  " + Cell.left(heading, HEADING - 1) + " ", text);
    }

    /** Breaks between words; later lines stand below the first one's text. */
    private void wrapped(String lead, String text) {
        String indent = " ".repeat(Cell.width(lead));
        StringBuilder current = new StringBuilder(lead);
        boolean empty = true;
        for (String word : Cell.harmless(text).split(" ")) {
            if (!empty && Cell.width(current.toString()) + 1 + Cell.width(word) > width) {
                line(current.toString());
                current = new StringBuilder(indent);
                empty = true;
            }
            current.append(empty ? "" : " ").append(word);
            empty = false;
        }
        line(current.toString());
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }

    private static String number(@Nullable Number value) {
        if (value == null) {
            return Figures.NONE;
        }
        boolean whole = value instanceof Long
                || value instanceof BigDecimal d && d.stripTrailingZeros().scale() <= 0;
        return format(whole ? "#,##0" : "#,##0.000000").format(value).replace('-', '−');
    }

    /** Every digit: a difference must not hide behind rounding. */
    private static String exact(@Nullable Number value) {
        if (value == null) {
            return Figures.NONE;
        }
        BigDecimal number = value instanceof BigDecimal decimal ? decimal : new BigDecimal(value.toString());
        BigDecimal stripped = number.round(MathContext.DECIMAL64).stripTrailingZeros();
        boolean tiny = stripped.signum() != 0 && stripped.precision() - stripped.scale() < -5;
        return (tiny ? stripped.toString() : stripped.toPlainString()).replace('-', '−');
    }

    private static DecimalFormat format(String pattern) {
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
    }

    private static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
