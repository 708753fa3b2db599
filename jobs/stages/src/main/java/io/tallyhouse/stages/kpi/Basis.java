package io.tallyhouse.stages.kpi;

import io.tallyhouse.catalogue.metric.Metric;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * How handling times and sequences of tickets were known.
 *
 * @param missingShare updates that were not delivered, of all that the sources made
 * @param byDefaults tickets whose handling time comes from signed defaults
 * @param byMeasure tickets whose handling time was measured, at least in part
 * @param most share of missing updates above which figures of tickets are mixed
 */
record Basis(double missingShare, long byDefaults, long byMeasure, double most) {
    static final String MEASURED = "measured";
    static final String MIXED = "mixed";
    static final String DEFAULTS = "defaults";
    private static final Set<String> OF_TICKETS = Set.of("fct_ticket_event", "fct_ticket");
    private static final Set<String> OF_HANDLING_TIME = Set.of("aht", "rework_time_share");

    static Basis read(SparkSession session, double most) {
        Row row = session.sql("""
                SELECT
                  coalesce(sum(missing_sequence_numbers), 0) AS missing,
                  coalesce(sum(events), 0) AS events,
                  count_if(handling_basis = 'defaults') AS by_defaults,
                  count_if(handling_basis IS NOT NULL AND handling_basis <> 'defaults') AS by_measure
                FROM ticket
                WHERE NOT is_log
                """).head();
        double missing = row.<Long>getAs("missing");
        double made = missing + row.<Long>getAs("events");
        return new Basis(made == 0 ? 0 : missing / made, row.getAs("by_defaults"), row.getAs("by_measure"), most);
    }

    String of(Term term, String source) {
        Metric metric = term.metric();
        if (!OF_TICKETS.contains(metric.source()) || Axis.isLog(source)) {
            return MEASURED;
        }
        if (missingShare > most) {
            return MIXED;
        }
        if (byDefaults > 0 && OF_HANDLING_TIME.contains(metric.name())) {
            return byMeasure > 0 ? MIXED : DEFAULTS;
        }
        return MEASURED;
    }
}
