package io.tallyhouse.stages.engine;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.tallyhouse.lake.run.EngineContext;
import io.tallyhouse.lake.run.TableEngine;
import io.tallyhouse.mining.align.Aligner;
import io.tallyhouse.mining.align.AlignmentResult;
import io.tallyhouse.mining.align.AlignmentResult.Optimal;
import io.tallyhouse.mining.align.Deviation;
import io.tallyhouse.mining.model.TreeNotation;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Cases against the process model in force when they started. A case is completed at its first event of a final activity of the
 * model, without one when the model's timeout after its last event is over; its whole trace is judged, runs of one activity folded into one step. Alignments are computed once per distinct trace.
 */
public final class CaseConformance implements TableEngine {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STEP = ",";
    private static final StructType RESULT =
            StructType.fromDDL("variant_trace STRING, variant_model STRING, steps BIGINT,"
                    + " is_evaluated BOOLEAN, is_conforming BOOLEAN, cost BIGINT, worst_cost BIGINT, fitness DOUBLE,"
                    + " deviations STRING");

    @Override
    public Dataset<Row> compute(EngineContext context) {
        // Touching the inputs through the context keeps the declaration in model.yaml honest.
        context.input("ticket_event");
        context.input("ticket");
        context.input("team");
        context.reference("process_model");
        Dataset<Row> cases =
                context.session().sql(COMPLETED_CASES.replace(":as_of", "TIMESTAMP '" + context.asOf() + "'"));
        Dataset<Row> variants = cases.select("trace", "process_model", "model").distinct();
        Dataset<Row> aligned = variants.mapPartitions(
                (MapPartitionsFunction<Row, Row>) rows -> {
                    Map<String, Aligner> aligners = new HashMap<>();
                    List<Row> out = new java.util.ArrayList<>();
                    while (rows.hasNext()) {
                        Row row = rows.next();
                        String model = row.getString(2);
                        Aligner aligner = aligners.computeIfAbsent(
                                model, m -> Aligner.of(TreeNotation.parse(m), Aligner.DEFAULT_BUDGET));
                        out.add(align(aligner, row.getString(0), row.getString(1)));
                    }
                    return out.iterator();
                },
                Encoders.row(RESULT));
        return cases.join(
                        aligned,
                        col("trace")
                                .equalTo(col("variant_trace"))
                                .and(col("process_model").equalTo(col("variant_model"))))
                .drop("variant_trace", "variant_model", "model")
                .withColumn("deviations", coalesce(col("deviations"), lit("[]")));
    }

    private static Row align(Aligner aligner, String trace, String model) {
        List<String> steps = Arrays.asList(trace.split(STEP));
        AlignmentResult result = aligner.align(steps);
        if (!(result instanceof Optimal optimal)) {
            long worst = steps.size() + aligner.shortestRun();
            return RowFactory.create(trace, model, (long) steps.size(), false, null, null, worst, null, null);
        }
        return RowFactory.create(
                trace,
                model,
                (long) steps.size(),
                true,
                optimal.fits(),
                (long) optimal.cost(),
                (long) optimal.worst(),
                optimal.fitness(),
                json(optimal.deviations()));
    }

    private static String json(List<Deviation> deviations) {
        ArrayNode list = JSON.createArrayNode();
        for (Deviation d : deviations) {
            list.addObject()
                    .put("position", d.position())
                    .put("kind", d.kind().name().toLowerCase(Locale.ROOT))
                    .put("activity", d.activity())
                    .put("expected", String.join(", ", d.expected()));
        }
        return list.toString();
    }

    private static final String COMPLETED_CASES = """
            WITH judged AS (
              SELECT
                k.ticket_key,
                k.source,
                k.is_log,
                k.team_id,
                k.workflow_id,
                k.priority,
                m.process_model,
                m.model,
                m.final_activities,
                k.last_event_at + make_dt_interval(0, 0, 0, m.timeout_seconds) AS timeout_at,
                row_number() OVER (PARTITION BY k.ticket_key ORDER BY m.effective_from DESC, m.process_model DESC) AS newest
              FROM ticket AS k
              INNER JOIN process_model AS m ON m.source = k.source AND m.effective_from <= k.first_event_at
            ),

            step AS (
              SELECT
                ticket_key,
                seq,
                at,
                activity,
                NOT (activity <=> lag(activity) OVER (PARTITION BY ticket_key ORDER BY seq)) AS starts_run
              FROM ticket_event
            ),

            trace AS (
              SELECT
                ticket_key,
                array_join(
                  transform(array_sort(collect_list(struct(seq, activity)) FILTER (WHERE starts_run)), x -> x.activity),
                  ','
                ) AS trace,
                collect_list(struct(at, activity)) AS events
              FROM step
              GROUP BY ticket_key
            ),

            completed AS (
              SELECT
                j.*,
                t.trace,
                coalesce(
                  array_min(
                    transform(filter(t.events, e -> array_contains(split(j.final_activities, ','), e.activity)), e -> e.at)
                  ),
                  CASE WHEN j.timeout_at <= :as_of THEN j.timeout_at END
                ) AS completed_at
              FROM judged AS j
              INNER JOIN trace AS t ON t.ticket_key = j.ticket_key
              WHERE j.newest = 1
            )

            SELECT
              c.ticket_key,
              c.completed_at,
              coalesce(t.function, '(unknown)') AS function,
              coalesce(c.team_id, '(unknown)') AS team,
              coalesce(t.region, '(unknown)') AS region,
              coalesce(c.workflow_id, '(unknown)') AS workflow,
              coalesce(CAST(c.priority AS STRING), '(unknown)') AS priority,
              c.source,
              c.is_log,
              c.process_model,
              c.model,
              c.trace
            FROM completed AS c
            LEFT JOIN team AS t ON t.team_id = c.team_id
            WHERE c.completed_at IS NOT NULL
            """;
}
