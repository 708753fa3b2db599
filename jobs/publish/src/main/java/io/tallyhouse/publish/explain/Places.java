package io.tallyhouse.publish.explain;

import io.tallyhouse.publish.duckdb.ParquetViews;
import java.math.BigDecimal;

/**
 * The places of a process model's runs at which cases go on, for a precision.
 *
 * @param taken activities with which some case goes on there, once for each case
 * @param allowed activities that the model allows there, once for each case
 */
record Places(BigDecimal taken, BigDecimal allowed) {
    /** Has the alignments of the cases. */
    static final String VARIANTS = "variant_conformance";

    /** @param units the query that lists the cases, with {@code ticket_key} and {@code numerator} */
    static Places of(ParquetViews views, String cases, String units) {
        BigDecimal[] sums = {BigDecimal.ZERO, BigDecimal.ZERO};
        views.run(cases, sql(cases, units), new Single(row -> {
            sums[0] = Units.exact(row.get(0));
            sums[1] = Units.exact(row.get(1));
        }));
        return new Places(sums[0], sums[1]);
    }

    private static String sql(String cases, String units) {
        return """
            WITH unit AS (
              SELECT ticket_key
              FROM (%s)
              WHERE numerator IS NOT NULL
            ),

            model_step AS (
              SELECT
                model_hash,
                variant,
                unnest(
                  from_json(model_steps, '[{"before": "VARCHAR", "activity": "VARCHAR", "allowed": "BIGINT"}]')
                ) AS made
              FROM %s
            ),

            step AS (
              SELECT
                s.model_hash,
                s.made.before AS before,
                s.made.activity AS activity,
                any_value(s.made.allowed) AS allowed,
                count(*) AS cases
              FROM %s AS c
              INNER JOIN unit AS u ON u.ticket_key = c.ticket_key
              INNER JOIN model_step AS s ON s.model_hash = c.model_hash AND s.variant = c.variant
              GROUP BY ALL
            ),

            place AS (
              SELECT
                model_hash,
                before,
                any_value(allowed) AS allowed,
                count(*) AS taken,
                sum(cases) AS cases
              FROM step
              GROUP BY ALL
            )

            SELECT
              CAST(coalesce(sum(cases * taken), 0) AS DECIMAL(38, 0)),
              CAST(coalesce(sum(cases * allowed), 0) AS DECIMAL(38, 0))
            FROM place
            """.formatted(units, VARIANTS, cases);
    }
}
