package io.tallyhouse.app;

import io.tallyhouse.catalogue.model.ModelFolder;
import io.tallyhouse.lake.run.Decision;
import io.tallyhouse.lake.run.ModelResult;
import io.tallyhouse.lake.run.ModelRunner;
import io.tallyhouse.lake.run.StepListener;
import io.tallyhouse.stages.land.DeliveryJournal;
import io.tallyhouse.stages.land.DeliveryState;
import io.tallyhouse.stages.land.DeliveryState.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a night would do now, and why; without Spark. */
public final class Plan {
    private static final StepListener SILENT = new StepListener() {
        @Override
        public void started(String model, Decision decision) {}

        @Override
        public void finished(ModelResult result) {}
    };

    private Plan() {}

    /**
     * One model.
     *
     * @param model name
     * @param layer folder
     * @param decision up_to_date, by_key, full or waits
     * @param reason in words
     */
    public record Line(String model, String layer, String decision, String reason) {}

    /**
     * The whole plan.
     *
     * @param asOf the instant it was made for
     * @param pending deliveries that the next ingest reads before, or reads again under another contract; what they change is not known yet
     * @param lines in the order of the models
     */
    public record Result(Instant asOf, long pending, List<Line> lines) {}

    /** @param given null for the newest extract or event */
    public static Result of(House house, @Nullable Instant given) {
        DeliveryJournal journal = new DeliveryJournal(house.warehouse());
        Instant asOf = given != null ? given : AsOf.newest(journal).orElseGet(() -> Rebuild.lastAsOf(house));
        Map<String, Decision> plan =
                ModelRunner.plan(house.models(), new Context(house).of("plan", "plan", asOf, SILENT));
        List<Line> lines = new ArrayList<>();
        for (ModelFolder model : house.models()) {
            Decision decision = plan.get(model.name());
            if (decision != null) {
                lines.add(new Line(model.name(), model.layer().folder(), word(decision), decision.reason()));
            }
        }
        Collection<DeliveryState> states = journal.states().values();
        long pending = states.stream().filter(s -> s.status() == Status.PENDING).count()
                + Rereading.due(house, states).values().stream()
                        .mapToLong(List::size)
                        .sum();
        return new Result(asOf, pending, lines);
    }

    private static String word(Decision decision) {
        if (decision instanceof Decision.UpToDate) {
            return "up_to_date";
        }
        if (decision instanceof Decision.ByKey) {
            return "by_key";
        }
        return decision instanceof Decision.Full ? "full" : "waits";
    }
}
