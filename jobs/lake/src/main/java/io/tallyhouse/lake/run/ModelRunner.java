package io.tallyhouse.lake.run;

import io.tallyhouse.catalogue.model.ModelFolder;
import io.tallyhouse.lake.LakeSession;
import io.tallyhouse.lake.query.QueryFence;
import io.tallyhouse.lake.run.Decision.UpToDate;
import io.tallyhouse.lake.run.ModelResult.Outcome;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Brings models up to date: decides by versions, computes what has to be, side by side where models do not depend on each other. Each table
 * gets one commit or none. Killed anywhere, the same call again finishes the work: what a table was computed from stands in its own commit.
 */
public final class ModelRunner {
    private ModelRunner() {}

    /**
     * What has to be done, in milliseconds and without loading Spark.
     *
     * @param models each after its inputs, as {@code Models.all()} gives them
     */
    public static Map<String, Decision> plan(List<ModelFolder> models, RunContext context) {
        return new Planner(context).plan(models);
    }

    /**
     * Runs what the plan says.
     *
     * @param models each after its inputs
     * @param lake asked at most once, and only when something has to be computed
     * @return one result per model; a model that failed does not stop those that do not read it
     * @throws io.tallyhouse.lake.query.InvalidQueryException when a query that has to run reads what its model does not declare; then nothing
     *     has run
     */
    public static RunReport run(List<ModelFolder> models, RunContext context, Supplier<LakeSession> lake) {
        Map<String, Decision> plan = plan(models, context);
        if (plan.values().stream().allMatch(UpToDate.class::isInstance)) {
            return new RunReport(models.stream().map(m -> upToDate(m, context)).toList());
        }
        QueryFence.check(models.stream()
                .filter(m -> !(plan.get(m.name()) instanceof UpToDate))
                .toList());
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, context.parallelism()), r -> {
            Thread thread = new Thread(r, "tallyhouse-model");
            thread.setDaemon(true);
            return thread;
        });
        try {
            return new Schedule(context, lake, threads).run(models, plan);
        } finally {
            threads.shutdown();
        }
    }

    private static ModelResult upToDate(ModelFolder model, RunContext context) {
        ModelResult result = new ModelResult(model.name(), new UpToDate(), Outcome.UP_TO_DATE, null, null, 0);
        context.listener().finished(result);
        return result;
    }
}
