package io.tallyhouse.publish.duckdb;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads how cases run beside their process models from the published marts. */
public final class ConformanceMarts {
    private static final Set<String> TABLES = Set.of("fct_case_conformance", "variant_conformance", "fct_deviation");

    private final MartReader marts;

    /** @param marts reads the published file */
    public ConformanceMarts(MartReader marts) {
        this.marts = marts;
    }

    /**
     * Completed cases of a process model.
     *
     * @param processModel name and version
     * @param conforming cases whose whole trace is a run of the model
     * @param notEvaluated cases for which the budget of states did not suffice
     */
    public record ModelCases(String processModel, long cases, long variants, long conforming, long notEvaluated) {}

    /**
     * A distinct trace.
     *
     * @param steps JSON list of its steps
     * @param deviations JSON list of position, kind, shown_as, activity and expected
     * @param cost of its optimal alignment; null where not evaluated
     * @param fitness 1 less cost by worst cost; null where not evaluated
     */
    public record VariantCases(
            String processModel,
            String steps,
            String deviations,
            long cases,
            @Nullable Long cost,
            @Nullable Double fitness) {}

    /**
     * Deviations of one kind and activity.
     *
     * @param shownAs skipped, inserted, repeated or swapped
     * @param deviations how many
     * @param cases in how many cases
     * @param accepted how many of them the process owner accepts
     * @param timed how many of them have a known excess
     * @param excessHours their touch time beyond that of conforming cases; null where none is known
     * @param priced how many of them have money
     * @param excessCost their money; null where none is known, or in several currencies
     * @param currency ISO 4217; null with the money
     */
    public record DeviationCases(
            String processModel,
            String shownAs,
            String activity,
            long deviations,
            long cases,
            long accepted,
            long timed,
            @Nullable Double excessHours,
            long priced,
            @Nullable BigDecimal excessCost,
            @Nullable String currency) {}

    /** Whether the group of conformance was published. */
    public boolean arePublished() {
        return marts.columns().stream()
                .map(MartColumn::table)
                .collect(Collectors.toSet())
                .containsAll(TABLES);
    }

    /** By name. */
    public List<ModelCases> models() {
        return marts.read(
                "SELECT process_model, count(*), count(DISTINCT variant), count(*) FILTER (WHERE is_conforming),"
                        + " count(*) FILTER (WHERE NOT is_evaluated) FROM fct_case_conformance GROUP BY ALL ORDER BY ALL",
                row -> new ModelCases(
                        row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)));
    }

    /** The most frequent ones of each model. */
    public List<VariantCases> variants(int most) {
        return marts.read(
                """
                WITH counted AS (
                  SELECT process_model, model_hash, variant, count(*) AS cases
                  FROM fct_case_conformance
                  GROUP BY ALL
                )
                SELECT c.process_model, v.trace, v.deviations, c.cases, v.cost, v.fitness
                FROM counted AS c
                INNER JOIN variant_conformance AS v ON v.model_hash = c.model_hash AND v.variant = c.variant
                QUALIFY row_number() OVER (PARTITION BY c.process_model ORDER BY c.cases DESC, v.trace) <= %d
                ORDER BY c.process_model, c.cases DESC, v.trace
                """.formatted(most),
                row -> new VariantCases(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getObject(5, Long.class),
                        row.getObject(6, Double.class)));
    }

    /** The costliest ones of each model: by money, by time where no rate is known, then by number. */
    public List<DeviationCases> deviations(int most) {
        return marts.read(
                """
                WITH summed AS (
                  SELECT
                    process_model,
                    shown_as,
                    activity,
                    count(*) AS deviations,
                    count(DISTINCT ticket_key) AS cases,
                    count(*) FILTER (WHERE is_accepted) AS accepted,
                    count(excess_seconds) AS timed,
                    CAST(sum(excess_seconds) AS DOUBLE) / 3600 AS hours,
                    count(excess_cost) AS priced,
                    CASE WHEN count(DISTINCT currency) = 1 THEN CAST(sum(excess_cost) AS DECIMAL(28, 2)) END AS money,
                    CASE WHEN count(DISTINCT currency) = 1 THEN any_value(currency) END AS currency
                  FROM fct_deviation
                  GROUP BY process_model, shown_as, activity
                )
                SELECT *
                FROM summed
                QUALIFY row_number() OVER (
                  PARTITION BY process_model
                  ORDER BY money DESC NULLS LAST, hours DESC NULLS LAST, deviations DESC, shown_as, activity
                ) <= %d
                ORDER BY process_model, money DESC NULLS LAST, hours DESC NULLS LAST, deviations DESC, shown_as, activity
                """.formatted(most),
                row -> new DeviationCases(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getObject(8, Double.class),
                        row.getLong(9),
                        row.getBigDecimal(10),
                        row.getString(11)));
    }
}
