package io.tallyhouse.lake.run;

import io.tallyhouse.catalogue.model.ModelFolder;
import io.tallyhouse.lake.LakeSession;
import io.tallyhouse.lake.run.Decision.UpToDate;
import io.tallyhouse.lake.run.ModelResult.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Models of one run on threads: each starts when its inputs are done, and is decided about then. */
final class Schedule {
    private final RunContext context;
    private final Supplier<LakeSession> supplier;
    private final Executor threads;
    private final Planner planner;
    private final Map<String, CompletableFuture<ModelResult>> started = new LinkedHashMap<>();
    private @Nullable LakeSession lake;

    Schedule(RunContext context, Supplier<LakeSession> supplier, Executor threads) {
        this.context = context;
        this.supplier = supplier;
        this.threads = threads;
        this.planner = new Planner(context);
    }

    RunReport run(List<ModelFolder> models, Map<String, Decision> plan) {
        for (ModelFolder model : models) {
            List<CompletableFuture<ModelResult>> upstream = model.model().inputs().keySet().stream()
                    .filter(started::containsKey)
                    .map(i -> Objects.requireNonNull(started.get(i)))
                    .toList();
            Decision planned = Objects.requireNonNull(plan.get(model.name()));
            started.put(
                    model.name(),
                    CompletableFuture.allOf(upstream.toArray(CompletableFuture[]::new))
                            .thenApplyAsync(
                                    done -> step(
                                            model,
                                            planned,
                                            upstream.stream()
                                                    .map(CompletableFuture::join)
                                                    .toList()),
                                    threads));
        }
        return new RunReport(
                started.values().stream().map(CompletableFuture::join).toList());
    }

    private ModelResult step(ModelFolder model, Decision planned, List<ModelResult> upstream) {
        boolean blocked =
                upstream.stream().anyMatch(r -> r.outcome() == Outcome.FAILED || r.outcome() == Outcome.SKIPPED);
        ModelResult result = blocked
                ? new ModelResult(model.name(), planned, Outcome.SKIPPED, null, null, 0)
                : compute(model, planned);
        context.listener().finished(result);
        return result;
    }

    /** A failure belongs to its model; the report carries it, and the run goes on with models that do not read this one. */
    private ModelResult compute(ModelFolder model, Decision planned) {
        long start = System.nanoTime();
        Decision decision = planned;
        try {
            decision = planner.decide(model);
            if (decision instanceof UpToDate) {
                return new ModelResult(model.name(), decision, Outcome.UP_TO_DATE, null, null, 0);
            }
            context.listener().started(model.name(), decision);
            return new ModelComputation(lake(), context, model).run(decision, planner.note(model));
        } catch (Exception e) {
            return new ModelResult(model.name(), decision, Outcome.FAILED, null, e, (System.nanoTime() - start) / 1e9);
        }
    }

    private synchronized LakeSession lake() {
        if (lake == null) {
            lake = supplier.get();
        }
        return lake;
    }
}
