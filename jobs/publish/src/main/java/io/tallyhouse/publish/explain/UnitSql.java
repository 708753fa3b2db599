package io.tallyhouse.publish.explain;

import io.tallyhouse.catalogue.metric.Metric;
import io.tallyhouse.catalogue.metric.Metric.Dimension;
import io.tallyhouse.catalogue.metric.Metric.Direction;
import io.tallyhouse.catalogue.metric.Metric.Engine;
import io.tallyhouse.catalogue.metric.Metric.Grain;
import io.tallyhouse.catalogue.model.TableColumn;
import io.tallyhouse.catalogue.model.TableModel;
import io.tallyhouse.publish.kpi.KpiRow;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The units of a counted figure as SQL: one row each, with the metric's own expressions evaluated on it. Written against the
 * catalogue alone, apart from the SQL that computed the figure.
 */
final class UnitSql {
    private final Metric metric;
    private final TableModel source;
    private final KpiRow row;
    private final LocalDate today;
    private final String numerator;
    private final @Nullable String delivered;

    /** @param today day of the as_of that the figure was made for */
    UnitSql(Metric metric, TableModel source, KpiRow row, LocalDate today) {
        this.metric = metric;
        this.source = source;
        this.row = row;
        this.today = today;
        Metric.Part part = row.metric().equals(metric.name())
                ? null
                : metric.parts().get(row.metric().substring(metric.name().length() + 1));
        this.numerator = part == null ? Objects.requireNonNull(metric.numerator()) : part.numerator();
        this.delivered = part != null && part.delivered() != null ? part.delivered() : metric.delivered();
    }

    /** The expression over one unit. */
    String numerator() {
        return numerator;
    }

    /** Columns that tell which unit it is, when it counts, and what the expressions read. */
    List<String> shown() {
        Set<String> names = new LinkedHashSet<>(source.grain());
        for (String column : List.of("ticket_key", timeOf())) {
            if (has(column)) {
                names.add(column);
            }
        }
        if (metric.distinct() != null) {
            names.add(FigureChoice.word(metric.distinct()));
        }
        // The parts say why a row counts, such as the class of rework; what is a numerator by itself stands there
        // already.
        String read =
                metric.parts().values().stream().map(Metric.Part::numerator).collect(Collectors.joining(" ")) + " "
                        + String.join(" ", numerator, text(metric.denominator()), text(metric.filter()));
        for (TableColumn column : source.columns()) {
            boolean itself = column.name().equals(numerator) || column.name().equals(metric.denominator());
            if (!itself
                    && Pattern.compile("\\b" + column.name() + "\\b")
                            .matcher(read)
                            .find()) {
                names.add(column.name());
            }
        }
        return List.copyOf(names);
    }

    /** Whether two sums are divided. */
    boolean isQuotient() {
        return metric.denominator() != null || metric.engine() == Engine.GROWTH;
    }

    /** Snapshots tell about the end of a day: of a period no day of which is over there are none. */
    boolean hasBegun() {
        return !metric.snapshot() || !row.periodStart().isAfter(yesterday());
    }

    /** Units, or the members that are counted, then numerator, denominator (null for sums) and whether the caveat holds. */
    String units() {
        if (metric.distinct() == null) {
            return rows();
        }
        String member = quoted(FigureChoice.word(metric.distinct()));
        String counted = "SELECT " + member
                + ", count(*) AS rows, sum(numerator) AS of_numerator, sum(denominator) AS of_denominator,"
                + " CAST(coalesce(sum(numerator), 0) > 0 AS BIGINT) AS numerator,"
                + " CAST(coalesce(sum(denominator), 0) > 0 AS BIGINT) AS denominator,"
                + " bool_or(has_caveat) AS has_caveat\nFROM (" + rows() + ")\nGROUP BY " + member;
        return "SELECT * FROM (" + counted + ")\nORDER BY " + order() + " DESC NULLS LAST, " + member;
    }

    /** Rows of the source with {@link #shown()}, then as {@link #units}. */
    String rows() {
        List<String> columns = new ArrayList<>();
        shown().forEach(c -> columns.add(quoted(c)));
        columns.add("(" + above() + ") AS numerator");
        columns.add("(" + below() + ") AS denominator");
        columns.add("coalesce((" + (metric.caveat() == null ? "FALSE" : metric.caveat()) + "), FALSE) AS has_caveat");
        return "SELECT " + String.join(", ", columns) + "\nFROM " + source.name() + "\nWHERE "
                + String.join("\n  AND ", conditions()) + "\nORDER BY " + order() + " DESC NULLS LAST, "
                + source.grain().stream().map(UnitSql::quoted).collect(Collectors.joining(", "));
    }

    /** What was there at the start is not added by the end. */
    private String above() {
        return metric.engine() == Engine.GROWTH
                ? "CASE WHEN " + atStart() + " THEN -1 ELSE 1 END * (" + numerator + ")"
                : numerator;
    }

    private String below() {
        if (metric.engine() == Engine.GROWTH) {
            return "CASE WHEN " + atStart() + " THEN " + numerator + " ELSE 0 END";
        }
        return metric.denominator() == null ? "CAST(NULL AS BIGINT)" : metric.denominator();
    }

    /** Whether a count of a day's end is that of the day before the period. */
    private String atStart() {
        return day() + " < DATE '" + row.periodStart() + "'";
    }

    private String day() {
        return "CAST(" + quoted(timeOf()) + " AS DATE)";
    }

    private LocalDate yesterday() {
        return today.minusDays(1);
    }

    /** What pulls the figure down stands first where higher is better. */
    private String order() {
        return metric.direction() == Direction.UP && isQuotient() ? "denominator - numerator" : "numerator";
    }

    /** How many units of these members, of any period, were delivered with what the metric needs. */
    String deliveredUnits() {
        List<String> where = new ArrayList<>(members());
        where.add("(" + (delivered == null ? "TRUE" : delivered) + ")");
        return "SELECT count(*) FROM " + source.name() + "\nWHERE " + String.join("\n  AND ", where);
    }

    private List<String> conditions() {
        List<String> all = new ArrayList<>(members());
        if (metric.filter() != null) {
            all.add("(" + metric.filter() + ")");
        }
        String day = day();
        LocalDate end = row.periodEnd();
        if (metric.snapshot()) {
            if (!hasBegun()) {
                all.add("FALSE");
            }
            String last = day + " = DATE '" + (end.isBefore(yesterday()) ? end : yesterday()) + "'";
            String before = day + " = DATE '" + row.periodStart().minusDays(1) + "'";
            all.add(metric.engine() == Engine.GROWTH ? "(" + last + " OR " + before + ")" : last);
        } else if (row.grain() == Grain.ALL) {
            all.add(day + " <= DATE '" + today + "'");
        } else {
            all.add(day + " BETWEEN DATE '" + row.periodStart() + "' AND DATE '" + end + "'");
        }
        return all;
    }

    private List<String> members() {
        List<String> all = new ArrayList<>(List.of(quoted(timeOf()) + " IS NOT NULL"));
        for (Dimension dimension : Dimension.values()) {
            String member = row.members().getOrDefault(dimension, KpiRow.ALL);
            if (!member.equals(KpiRow.ALL)) {
                all.add(quoted(FigureChoice.word(dimension)) + " = '" + member.replace("'", "''") + "'");
            }
        }
        // Process logs are no tickets: only a split by source shows them.
        if (row.members().getOrDefault(Dimension.SOURCE, KpiRow.ALL).equals(KpiRow.ALL)) {
            all.add("NOT is_log");
        }
        return all;
    }

    /** Names such as {@code at} mean something else in DuckDB's SQL. */
    private static String quoted(String column) {
        return "\"" + column + "\"";
    }

    private String timeOf() {
        return Objects.requireNonNull(metric.timeOf());
    }

    private boolean has(String column) {
        return source.columns().stream().anyMatch(c -> c.name().equals(column));
    }

    private static String text(@Nullable String expression) {
        return expression == null ? "" : expression;
    }
}
