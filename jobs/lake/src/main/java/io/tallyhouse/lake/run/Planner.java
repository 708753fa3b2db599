package io.tallyhouse.lake.run;

import io.tallyhouse.catalogue.model.ModelFolder;
import io.tallyhouse.catalogue.model.TableModel;
import io.tallyhouse.catalogue.model.TableModel.Refresh;
import io.tallyhouse.catalogue.model.TableModel.Trigger;
import io.tallyhouse.lake.log.DeltaLogs;
import io.tallyhouse.lake.log.TableVersion;
import io.tallyhouse.lake.run.Decision.ByKey;
import io.tallyhouse.lake.run.Decision.Full;
import io.tallyhouse.lake.run.Decision.Range;
import io.tallyhouse.lake.run.Decision.UpToDate;
import io.tallyhouse.lake.run.Decision.Waits;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Decides what to do from versions, notes and fingerprints alone: milliseconds, and no class of Spark is loaded. */
final class Planner {
    private final RunContext context;
    private final Receipts receipts;

    Planner(RunContext context) {
        this.context = context;
        this.receipts = new Receipts(context.tables().warehouse());
    }

    /** @param models each after its inputs */
    Map<String, Decision> plan(List<ModelFolder> models) {
        Map<String, Decision> plan = new LinkedHashMap<>();
        for (ModelFolder model : models) {
            Decision decision = decide(model);
            List<String> moving = model.model().inputs().keySet().stream()
                    .filter(plan::containsKey)
                    .filter(i -> !(plan.get(i) instanceof UpToDate))
                    .sorted()
                    .toList();
            boolean open = decision instanceof UpToDate || decision instanceof ByKey;
            plan.put(model.name(), open && !moving.isEmpty() ? new Waits(moving) : decision);
        }
        return plan;
    }

    /** What a computation now would note. */
    Note note(ModelFolder model) {
        Map<String, TableVersion> inputs = new TreeMap<>();
        for (String input : model.model().inputs().keySet()) {
            inputs.put(input, DeltaLogs.state(context.tables().table(input).path()));
        }
        return new Note(
                model.name(), Fingerprint.of(model, context), context.asOf(), inputs, context.runId(), context.step());
    }

    Decision decide(ModelFolder model) {
        Path path = context.tables().table(model.name()).path();
        TableVersion output = DeltaLogs.state(path);
        if (!output.exists()) {
            return new Full("the table does not exist yet");
        }
        Optional<Note> seen = receipts.find(model.name(), output)
                .or(() -> DeltaLogs.lastMetadata(path, Note.KEY).map(c -> Note.of(c.json())));
        return seen.map(s -> compare(model.model(), s, note(model)))
                .orElseGet(() -> new Full("no commit says what it was computed from"));
    }

    private static Decision compare(TableModel model, Note seen, Note now) {
        if (!seen.fingerprint().equals(now.fingerprint())) {
            return new Full("its model, query, engine or references changed");
        }
        if (model.triggers().contains(Trigger.AS_OF) && !seen.asOf().equals(now.asOf())) {
            return new Full("as_of moved from " + seen.asOf() + " to " + now.asOf());
        }
        Map<String, Range> changes = new TreeMap<>();
        for (Map.Entry<String, TableVersion> input : now.inputs().entrySet()) {
            TableVersion from = seen.inputs().getOrDefault(input.getKey(), TableVersion.ABSENT);
            if (!from.equals(input.getValue())) {
                changes.put(input.getKey(), new Range(from, input.getValue()));
            }
        }
        return changes.isEmpty() ? new UpToDate() : changed(model, changes);
    }

    /** The key expressions of a declared input; empty when any change of it recomputes the whole model. */
    static List<String> keyOf(TableModel model, String input) {
        return Objects.requireNonNull(model.inputs().get(input), input).key();
    }

    private static Decision changed(TableModel model, Map<String, Range> changes) {
        for (Map.Entry<String, Range> change : changes.entrySet()) {
            String name = change.getKey();
            Range range = change.getValue();
            if (range.from().exists() && !range.to().exists()) {
                return new Full("input " + name + " is gone");
            }
            if (range.from().exists()
                    && !String.valueOf(range.from().id()).equals(range.to().id())) {
                return new Full("input " + name + " was made anew");
            }
            if (range.to().version() < range.from().version()) {
                return new Full("input " + name + " went back, " + range);
            }
            if (model.refresh() == Refresh.FULL || keyOf(model, name).isEmpty()) {
                return new Full("input " + name + " changed, " + range);
            }
        }
        return new ByKey(Map.copyOf(changes));
    }
}
