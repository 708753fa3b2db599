package io.tallyhouse.publish.pages;

import io.tallyhouse.catalogue.metric.Metric;
import io.tallyhouse.publish.kpi.KpiRow;
import java.util.Locale;

/** SQL that a reader runs on the marts to see a metric's totals again, divided anew where it is a quotient. */
final class RepeatSql {
    private RepeatSql() {}

    static String of(Metric metric, KpiRow headline) {
        String again = headline.numerator() == null || headline.denominator() == null
                ? ""
                : ",\n       CAST(numerator AS DOUBLE) / CAST(denominator AS DOUBLE) AS value_again";
        return "SELECT period_start, value" + again
                + ",\n       lower, upper, n, status, reason, finality, publication_id\n"
                + "FROM kpi_current\nWHERE metric = '" + metric.name() + "' AND grain = '"
                + headline.grain().name().toLowerCase(Locale.ROOT) + "' AND is_total\nORDER BY period_start";
    }
}
