package io.tallyhouse.stages.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.tallyhouse.catalogue.hash.Sha256;
import io.tallyhouse.mining.align.Aligner;
import io.tallyhouse.mining.align.AlignmentResult;
import io.tallyhouse.mining.align.AlignmentResult.Optimal;
import io.tallyhouse.mining.align.Deviation;
import io.tallyhouse.mining.align.Precision;
import io.tallyhouse.mining.align.Precision.ModelStep;
import io.tallyhouse.mining.align.ShownAs;
import io.tallyhouse.mining.model.ModelText;
import io.tallyhouse.mining.model.ProcessModel;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** Makes the rows of one process model; what the aligner learns of the model with one trace serves the next. */
public final class VariantRows {
    public static final StructType SCHEMA =
            StructType.fromDDL("model_hash STRING, variant STRING, cost_version STRING, trace STRING,"
                    + " is_evaluated BOOLEAN, is_conforming BOOLEAN, cost BIGINT, worst_cost BIGINT, fitness DOUBLE,"
                    + " deviations STRING, model_steps STRING");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<String>> STEPS = new TypeReference<>() {};

    private final String model;
    private final String costs;
    private final Aligner aligner;
    private final Precision precision;

    public VariantRows(String hash, ModelText text, String costs) {
        this.model = hash;
        this.costs = costs;
        ProcessModel read = text.model(hash);
        this.aligner = Aligner.of(read, Aligner.DEFAULT_BUDGET);
        this.precision = Precision.of(read);
    }

    public Row of(String variant, String trace) {
        List<String> steps = steps(trace);
        AlignmentResult result = aligner.align(steps);
        if (!(result instanceof Optimal optimal)) {
            long worst = steps.size() + (long) aligner.shortestRun();
            return RowFactory.create(model, variant, costs, trace, false, null, null, worst, null, "[]", "[]");
        }
        return RowFactory.create(
                model,
                variant,
                costs,
                trace,
                true,
                optimal.fits(),
                (long) optimal.cost(),
                (long) optimal.worst(),
                optimal.fitness(),
                deviations(optimal),
                modelSteps(precision.steps(optimal)));
    }

    private static List<String> steps(String trace) {
        try {
            return JSON.readValue(trace, STEPS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot read a trace of case_trace: " + e.getOriginalMessage(), e);
        }
    }

    private static String deviations(Optimal optimal) {
        ArrayNode list = JSON.createArrayNode();
        List<ShownAs> shown = ShownAs.of(optimal);
        for (int i = 0; i < shown.size(); i++) {
            Deviation deviation = optimal.deviations().get(i);
            list.addObject()
                    .put("position", deviation.position())
                    .put("kind", deviation.kind().name().toLowerCase(Locale.ROOT))
                    .put("shown_as", shown.get(i).name().toLowerCase(Locale.ROOT))
                    .put("activity", deviation.activity())
                    .put("expected", String.join(", ", deviation.expected()));
        }
        return list.toString();
    }

    /** The steps before one name the place in the model's runs at which cases go on differently. */
    private static String modelSteps(List<ModelStep> steps) {
        ArrayNode list = JSON.createArrayNode();
        String before = "";
        for (ModelStep step : steps) {
            list.addObject()
                    .put("before", before)
                    .put("activity", step.activity())
                    .put("allowed", step.allowed());
            before = Sha256.of(before + step.activity().length() + "'" + step.activity())
                    .substring(0, 32);
        }
        return list.toString();
    }
}
