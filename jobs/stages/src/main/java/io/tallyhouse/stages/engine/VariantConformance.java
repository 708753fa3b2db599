package io.tallyhouse.stages.engine;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.struct;

import io.tallyhouse.lake.run.EngineContext;
import io.tallyhouse.lake.run.TableEngine;
import io.tallyhouse.mining.align.Aligner;
import io.tallyhouse.mining.model.InvalidModelException;
import io.tallyhouse.mining.model.ModelText;
import io.tallyhouse.mining.model.ModelText.Notation;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.util.LongAccumulator;
import scala.collection.JavaConverters;
import scala.collection.Seq;

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
        Dataset<Row> kept = context.kept()
                .where(col("cost_version").equalTo(COSTS))
                .select(col(MODEL), col(VARIANT), struct(columns()).as("kept"));
        Dataset<Row> there = context.input("case_trace")
                .groupBy(MODEL, VARIANT)
                .agg(first("trace").as("trace"))
                .join(kept, names(), "left")
                .select(MODEL, VARIANT, "trace", "kept");
        LongAccumulator evaluated = context.session().sparkContext().longAccumulator();
        context.tell("variants evaluated", evaluated::sum);
        // Spread over the processors: aligning takes long where rows are few, which partitions by size do not know.
        return there.repartition(context.session().sparkContext().defaultParallelism(), col(VARIANT))
                .mapPartitions(
                        (MapPartitionsFunction<Row, Row>) rows -> evaluated(rows, models, evaluated),
                        Encoders.row(VariantRows.SCHEMA));
    }

    /** Rows that are kept as they are, and the others evaluated. */
    private static Iterator<Row> evaluated(Iterator<Row> rows, Map<String, ModelText> models, LongAccumulator count) {
        Map<String, VariantRows> byModel = new HashMap<>();
        Iterable<Row> once = () -> rows;
        return StreamSupport.stream(once.spliterator(), false)
                .map(row -> {
                    Row kept = row.getAs("kept");
                    if (kept != null) {
                        return kept;
                    }
                    count.add(1);
                    String hash = row.getAs(MODEL);
                    return byModel.computeIfAbsent(
                                    hash, h -> new VariantRows(h, Objects.requireNonNull(models.get(h), h), COSTS))
                            .of(row.getAs(VARIANT), row.getAs("trace"));
                })
                .iterator();
    }

    private static Column[] columns() {
        return Arrays.stream(VariantRows.SCHEMA.fieldNames())
                .map(functions::col)
                .toArray(Column[]::new);
    }

    private static Seq<String> names() {
        return JavaConverters.asScalaBuffer(List.of(MODEL, VARIANT));
    }

    /**
     * @throws InvalidModelException when a model has no run: here and not in a task, which would be tried again and bury the reason
     */
    private static Map<String, ModelText> models(Dataset<Row> reference) {
        Map<String, ModelText> models = new HashMap<>();
        for (Row row :
                reference.select(MODEL, "notation", "model", "process_model").collectAsList()) {
            if (models.containsKey(row.getString(0))) {
                continue; // of another source
            }
            ModelText text = new ModelText(Notation.valueOf(row.getString(1)), row.getString(2));
            try {
                Aligner.of(text.model(row.getString(3)), Aligner.DEFAULT_BUDGET);
            } catch (InvalidModelException e) {
                throw e.in(row.getString(3));
            }
            models.put(row.getString(0), text);
        }
        return models;
    }
}
