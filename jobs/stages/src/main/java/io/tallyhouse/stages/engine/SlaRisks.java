package io.tallyhouse.stages.engine;

import io.tallyhouse.lake.run.EngineContext;
import io.tallyhouse.lake.run.TableEngine;
import io.tallyhouse.statistics.clock.ClockOutcome;
import io.tallyhouse.statistics.clock.ClockReading;
import io.tallyhouse.statistics.survival.ClockRisk;
import io.tallyhouse.statistics.survival.PastClock;
import io.tallyhouse.statistics.survival.RiskStratum;
import io.tallyhouse.statistics.survival.SlaRisk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Clocks with the probability of breach. Curves are learnt per kind of clock from the clocks started in the 26 weeks before as_of;
 * the driver holds three numbers a clock for that, bounded by the window, and nothing of the clocks themselves. Only distinct
 * combinations of stratum and elapsed time of open clocks are asked for.
 */
public final class SlaRisks implements TableEngine {
    @Override
    public Dataset<Row> compute(EngineContext context) {
        Instant asOf = context.asOf();
        Dataset<Row> clocks = context.input("sla_clock");
        context.input("team");
        Map<String, List<PastClock>> past = new HashMap<>();
        Dataset<Row> learnt = clocks.where(functions
                        .col("kind")
                        .notEqual("closure")
                        .and(functions.col("started_at").geq(functions.lit(asOf.minus(SlaRisk.WINDOW)))))
                .select(
                        "kind",
                        "workflow_id",
                        "priority",
                        "target_seconds",
                        "started_at",
                        "elapsed_business_seconds",
                        "outcome",
                        "stopped_at");
        List<Row> rows = learnt.collectAsList();
        for (Row row : rows) {
            past.computeIfAbsent(row.getString(0), k -> new ArrayList<>())
                    .add(new PastClock(
                            stratum(row),
                            row.getAs("started_at"),
                            row.getAs("elapsed_business_seconds"),
                            row.getAs("stopped_at") != null));
        }
        List<Row> risks = new ArrayList<>();
        Map<String, SlaRisk> models = new HashMap<>();
        past.forEach((kind, list) -> models.put(kind, SlaRisk.learn(list, asOf)));
        Dataset<Row> open = clocks.where(functions.col("outcome").equalTo("open"))
                .select("kind", "workflow_id", "priority", "target_seconds", "elapsed_business_seconds")
                .distinct();
        for (Row row : open.collectAsList()) {
            SlaRisk model = models.get(row.getString(0));
            ClockReading reading =
                    new ClockReading(ClockOutcome.OPEN, null, row.getAs("elapsed_business_seconds"), null, null, 0);
            if (model != null) {
                ClockRisk risk = model.riskOf(stratum(row), reading);
                risks.add(org.apache.spark.sql.RowFactory.create(
                        row.get(0),
                        row.get(1),
                        row.get(2),
                        row.get(3),
                        row.get(4),
                        risk.probability(),
                        risk.basis().name().toLowerCase(Locale.ROOT)));
            }
        }
        context.session()
                .createDataFrame(
                        risks,
                        org.apache.spark.sql.types.StructType.fromDDL(
                                "kind STRING, workflow_id STRING, priority STRING,"
                                        + " target_seconds BIGINT, elapsed_business_seconds BIGINT, probability DOUBLE,"
                                        + " basis STRING"))
                .createOrReplaceTempView("open_risk");
        return context.session().sql(QUERY).withColumn("is_due", dueBy(functions.lit(asOf)));
    }

    /** Due: the target lies at or before as_of, or was passed before the clock stopped. */
    private static Column dueBy(Column asOf) {
        return functions
                .coalesce(functions.col("due_at").leq(asOf), functions.lit(false))
                .or(functions
                        .col("outcome")
                        .equalTo("breached")
                        .and(functions.col("due_at").isNotNull()));
    }

    private static RiskStratum stratum(Row row) {
        String workflow = row.getAs("workflow_id");
        return new RiskStratum(
                workflow == null ? "(unknown)" : workflow, row.getAs("priority"), row.getAs("target_seconds"));
    }

    private static final String QUERY = """
            SELECT
              c.clock_id,
              c.ticket_key,
              coalesce(t.function, '(unknown)') AS function,
              coalesce(c.team_id, '(unknown)') AS team,
              coalesce(t.region, '(unknown)') AS region,
              coalesce(c.workflow_id, '(unknown)') AS workflow,
              c.priority,
              split(c.ticket_key, ':')[0] AS source,
              c.is_log,
              c.sla_name,
              c.kind,
              c.due_at,
              c.stopped_at,
              c.outcome,
              c.source_breached,
              CASE c.outcome
                WHEN 'breached' THEN 1.0D
                WHEN 'met' THEN 0.0D
                WHEN 'open' THEN r.probability
              END AS breach_probability,
              r.basis AS risk_stratum,
              c.target_seconds - c.elapsed_business_seconds AS seconds_left
            FROM sla_clock AS c
            LEFT JOIN team AS t ON t.team_id = c.team_id
            LEFT JOIN open_risk AS r
              ON c.outcome = 'open'
              AND r.kind = c.kind
              AND r.workflow_id <=> c.workflow_id
              AND r.priority = c.priority
              AND r.target_seconds = c.target_seconds
              AND r.elapsed_business_seconds = c.elapsed_business_seconds
            """;
}
