package io.tallyhouse.lake.run;

import io.tallyhouse.catalogue.contract.Contracts;
import io.tallyhouse.catalogue.model.ModelFolder;
import io.tallyhouse.catalogue.model.Models;
import io.tallyhouse.catalogue.yaml.Problems;
import io.tallyhouse.lake.run.Decision.UpToDate;
import io.tallyhouse.lake.table.LakeTables;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Plans and runs a quiet night in a JVM that has no Spark on its class path. */
final class QuietPlan {
    private QuietPlan() {}

    public static void main(String[] args) {
        Path sql = Path.of(args[0]);
        Problems problems = new Problems();
        Contracts contracts = Contracts.load(sql.resolve("landing"), problems);
        List<ModelFolder> models =
                Models.load(sql, contracts, Set.of(), problems).all();
        problems.throwIfAny();
        RunContext context = context(LakeTables.of(Path.of(args[1]), contracts, models));
        for (int i = 0; i < 2; i++) {
            long start = System.nanoTime();
            Map<String, Decision> plan = ModelRunner.plan(models, context);
            long ms = (System.nanoTime() - start) / 1_000_000;
            long quiet =
                    plan.values().stream().filter(UpToDate.class::isInstance).count();
            System.out.println("quiet plan: " + quiet + " of " + plan.size() + " up to date, " + ms + " ms");
        }
        RunReport report = ModelRunner.run(models, context, () -> {
            throw new AssertionError("opened a session");
        });
        System.out.println(report.with(ModelResult.Outcome.UP_TO_DATE).size() + " models had nothing to do");
    }

    static RunContext context(LakeTables tables) {
        return new RunContext(
                tables, "run-1", "refine", Instant.EPOCH, Map.of(), Map.of(), "code", StepListener.silent(), 2);
    }
}
