package io.tallyhouse.stages.engine;

import static org.apache.spark.sql.functions.col;

import io.tallyhouse.lake.run.EngineContext;
import io.tallyhouse.lake.run.TableEngine;
import io.tallyhouse.mining.model.ModelText;
import io.tallyhouse.mining.model.ModelText.Notation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;

/**
 * Optimal alignments of distinct traces. A row is made of the model, the costs and the trace, which are its key or stand in it: it is
 * made once, kept, and made anew only when the engine becomes another.
 */
public final class VariantConformance implements TableEngine {
    private static final String MODEL = "model_hash";
    private static final String VARIANT = "variant";

    /** Unit costs, and a number that is raised whenever the engine may find another optimal alignment. */
    private static final String COSTS = "unit/1";

    @Override
    public Dataset<Row> compute(EngineContext context) {
        Map<String, ModelText> models = models(context.reference("process_model"));
        Column[] key = {col(MODEL), col(VARIANT)};
        Dataset<Row> there = context.input("case_trace")
                .groupBy(key)
                .agg(org.apache.spark.sql.functions.first("trace").as("trace"));
        Dataset<Row> kept =
                context.kept().where(col("cost_version").equalTo(COSTS)).join(there.select(key), names(), "left_semi");
        LongAccumulator evaluated = context.session().sparkContext().longAccumulator();
        Dataset<Row> made = there.join(kept.select(key), names(), "left_anti")
                .select(MODEL, VARIANT, "trace")
                .mapPartitions(
                        (MapPartitionsFunction<Row, Row>) rows -> {
                            Map<String, VariantRows> byModel = new HashMap<>();
                            List<Row> out = new ArrayList<>();
                            while (rows.hasNext()) {
                                Row row = rows.next();
                                String hash = row.getString(0);
                                ModelText text = Objects.requireNonNull(models.get(hash), hash);
                                out.add(byModel.computeIfAbsent(hash, h -> new VariantRows(h, text, COSTS))
                                        .of(row.getString(1), row.getString(2)));
                                evaluated.add(1);
                            }
                            return out.iterator();
                        },
                        Encoders.row(VariantRows.SCHEMA));
        context.tell("variants evaluated", evaluated::sum);
        return made.unionByName(kept);
    }

    private static scala.collection.Seq<String> names() {
        return scala.collection.JavaConverters.asScalaBuffer(List.of(MODEL, VARIANT));
    }

    private static Map<String, ModelText> models(Dataset<Row> reference) {
        Map<String, ModelText> models = new HashMap<>();
        for (Row row : reference.select(MODEL, "notation", "model").collectAsList()) {
            models.put(row.getString(0), new ModelText(Notation.valueOf(row.getString(1)), row.getString(2)));
        }
        return models;
    }
}
