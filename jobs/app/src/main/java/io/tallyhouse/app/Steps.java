package io.tallyhouse.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallyhouse.app.RunLedger.StageEntry;
import io.tallyhouse.lake.run.Decision;
import io.tallyhouse.lake.run.ModelResult;
import io.tallyhouse.lake.run.ModelResult.Outcome;
import io.tallyhouse.lake.run.StepListener;
import io.tallyhouse.lake.table.WriteResult;
import io.tallyhouse.terminal.Terminal;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells the terminal and the ledger what became of each table. */
final class Steps implements StepListener {
    private final Terminal terminal;
    private final StageEntry entry;

    Steps(Terminal terminal, StageEntry entry) {
        this.terminal = terminal;
        this.entry = entry;
    }

    @Override
    public void started(String model, Decision decision) {}

    @Override
    public synchronized void finished(ModelResult result) {
        if (result.outcome() == Outcome.UP_TO_DATE) {
            return;
        }
        ObjectNode step = entry.step(result.model())
                .put("outcome", result.outcome().name().toLowerCase(Locale.ROOT))
                .put("why", result.decision().reason())
                .put("seconds", Math.round(result.seconds() * 1000) / 1000.0);
        WriteResult write = result.write();
        if (write != null) {
            step.put("inserted", write.inserted())
                    .put("updated", write.updated())
                    .put("deleted", write.deleted())
                    .put("affected_keys", write.affectedKeys())
                    .put("rewritten", write.rewritten())
                    .put("version", write.after().version());
        }
        if (!result.told().isEmpty()) {
            ObjectNode told = step.putObject("told");
            result.told().forEach(told::put);
        }
        if (result.failure() != null) {
            step.put("failure", String.valueOf(result.failure().getMessage()));
        }
        terminal.say(String.format(
                        Locale.ROOT,
                        "  %-22s %,9d rows %6.1f s  %s",
                        result.model(),
                        result.rows(),
                        result.seconds(),
                        result.outcome() == Outcome.WRITTEN
                                ? result.decision().reason()
                                : result.outcome().name().toLowerCase(Locale.ROOT))
                + told(result.told()));
    }

    private static String told(Map<String, Long> told) {
        return told.entrySet().stream()
                .map(e -> String.format(Locale.ROOT, "; %,d %s", e.getValue(), e.getKey()))
                .collect(Collectors.joining());
    }
}
