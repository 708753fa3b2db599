package io.tallyhouse.stages.kpi;

import io.tallyhouse.catalogue.metric.Metric;
import io.tallyhouse.catalogue.metric.Metric.Dimension;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The one aggregation of a group. An expression that many terms need, such as a denominator, stands in it once. */
final class LeafQuery {
    private final SourceGroup group;
    private final Predicate<String> isIntegral;
    private final Map<String, Integer> places = new LinkedHashMap<>();
    private final List<Term> terms = new ArrayList<>();

    /** @param isIntegral whether an expression over one unit is a whole number */
    LeafQuery(SourceGroup group, Predicate<String> isIntegral) {
        this.group = group;
        this.isIntegral = isIntegral;
        for (Metric m : group.metrics()) {
            terms.add(term(m, m.name(), Objects.requireNonNull(m.numerator()), m.delivered()));
            m.parts().forEach((name, part) -> {
                String delivered = part.delivered() != null ? part.delivered() : m.delivered();
                terms.add(term(m, m.name() + "." + name, part.numerator(), delivered));
            });
        }
    }

    /** What is summed of one unit: numerators and denominators. */
    static Set<String> summed(SourceGroup group) {
        return group.metrics().stream()
                .flatMap(m -> {
                    List<String> of = new ArrayList<>();
                    of.add(Objects.requireNonNull(m.numerator()));
                    m.parts().values().forEach(p -> of.add(p.numerator()));
                    if (m.denominator() != null) {
                        of.add(m.denominator());
                    }
                    return of.stream();
                })
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    List<Term> terms() {
        return terms;
    }

    /** How many sums a row of the query ends with; the first of them is called {@code s0}. */
    int size() {
        return places.size();
    }

    /** Columns: day, is_log, the group's dimensions, the sums. */
    String sql() {
        String dimensions =
                group.dimensions().stream().map(d -> ",\n  " + column(d)).collect(Collectors.joining());
        String sums = places.entrySet().stream()
                .map(e -> ",\n  " + e.getKey() + " AS s" + e.getValue())
                .collect(Collectors.joining());
        return """
            SELECT
              CAST(%s AS DATE) AS day,
              is_log%s%s
            FROM %s
            WHERE %s IS NOT NULL
            GROUP BY ALL
            """.formatted(group.timeOf(), dimensions, sums, group.source(), group.timeOf());
    }

    static String column(Dimension dimension) {
        return dimension.name().toLowerCase(Locale.ROOT);
    }

    private Term term(Metric m, String name, String numerator, @Nullable String delivered) {
        return new Term(
                m,
                name,
                sum(m, numerator),
                m.denominator() == null ? null : sum(m, m.denominator()),
                count(m.filter()),
                m.maxMissing() == null ? null : count(both(m.filter(), "(" + numerator + ") IS NULL")),
                count(delivered),
                m.caveat() == null ? null : count(both(m.filter(), "(" + m.caveat() + ")")));
    }

    /** Floating point sums depend on the order of rows; those of whole numbers and decimals do not. */
    private int sum(Metric m, String expression) {
        String exact =
                "CAST(" + expression + " AS " + (isIntegral.test(expression) ? "BIGINT" : "DECIMAL(28, 12)") + ")";
        return place(
                m.filter() == null ? "sum(" + exact + ")" : "sum(CASE WHEN " + m.filter() + " THEN " + exact + " END)");
    }

    private int count(@Nullable String condition) {
        return place(condition == null ? "count(*)" : "count_if(" + condition + ")");
    }

    private static String both(@Nullable String filter, String condition) {
        return filter == null ? condition : "(" + filter + ") AND " + condition;
    }

    private int place(String sql) {
        Integer there = places.putIfAbsent(sql, places.size());
        return there == null ? places.size() - 1 : there;
    }
}
