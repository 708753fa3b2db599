package io.tallyhouse.stages.kpi;

import io.tallyhouse.catalogue.metric.Metric;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.SparkSession;

/**
 * Precision by metric, period and member (Adriansyah, Munoz-Gama, Carmona, van Dongen and van der Aalst, Measuring precision of modeled
 * behavior, 2015): of the activities that a process model allows where cases go on, the share with which some case of the same period
 * and member goes on. What escapes depends on all cases together, so that no sums by day would do.
 */
final class Precisions {
    private Precisions() {}

    /**
     * What was counted.
     *
     * @param allowed activities that the model allows where cases go on, once for each case
     * @param escaping those of them that no case goes on with after the same steps
     */
    record Counts(long allowed, long escaping) {}

    /**
     * Null where no case makes a step.
     *
     * @param today the day of as_of; all days end with it
     */
    static UnitFigures<Counts> read(SparkSession session, Collection<Metric> metrics, LocalDate today) {
        return UnitFigures.read(
                session,
                metrics,
                Metric.Engine.PRECISION,
                metric -> sql(metric, today),
                row -> new Counts(row.<Long>getAs("allowed"), row.<Long>getAs("escaping")));
    }

    private static String sql(Metric metric, LocalDate today) {
        Map<String, String> carried = new LinkedHashMap<>();
        carried.put("evaluated", Objects.requireNonNull(metric.numerator()));
        carried.put("model_hash", "model_hash");
        carried.put("variant", "variant");
        return UnitCopies.sql(metric, today, carried) + """
            ,

            step AS (
              SELECT
                model_hash,
                variant,
                inline(from_json(model_steps, 'ARRAY<STRUCT<before: STRING, activity: STRING, allowed: BIGINT>>'))
              FROM variant_conformance
            ),

            taken AS (
              SELECT
                c.period,
                c.member,
                s.model_hash,
                s.before,
                s.activity,
                first(s.allowed) AS allowed,
                sum(c.units) AS cases
              FROM counted AS c
              INNER JOIN step AS s ON s.model_hash = c.model_hash AND s.variant = c.variant
              GROUP BY c.period, c.member, s.model_hash, s.before, s.activity
            ),

            place AS (
              SELECT
                period,
                member,
                first(allowed) AS allowed,
                count(*) AS taken,
                sum(cases) AS cases
              FROM taken
              GROUP BY period, member, model_hash, before
            )

            SELECT
              period.*,
              member.*,
              sum(cases * allowed) AS allowed,
              sum(cases * (allowed - taken)) AS escaping
            FROM place
            GROUP BY period, member
            """;
    }
}
