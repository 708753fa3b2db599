package io.tallyhouse.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallyhouse.app.RunLedger.StageEntry;
import io.tallyhouse.catalogue.model.Layer;
import io.tallyhouse.catalogue.model.ModelFolder;
import io.tallyhouse.lake.run.ModelResult;
import io.tallyhouse.lake.run.ModelResult.Outcome;
import io.tallyhouse.lake.run.ModelRunner;
import io.tallyhouse.lake.run.RunReport;
import io.tallyhouse.stages.ingest.Ingest;
import io.tallyhouse.stages.land.DeliveryJournal;
import io.tallyhouse.stages.land.Land;
import io.tallyhouse.terminal.Exit;
import io.tallyhouse.terminal.Terminal;
import io.tallyhouse.terminal.UserError;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The stages of a night, each of which can be run alone, again, or after a kill. */
public final class Night {
    /** Stages in the order they work. */
    public static final List<String> STAGES = List.of("land", "ingest", "refine", "measure", "check", "publish");

    private final House house;
    private final String run;
    private final @Nullable Instant asOfGiven;
    private final Terminal terminal;
    private final RunLedger ledger;

    /**
     * @param run id of the run
     * @param asOf the instant the figures are made for; null for the newest extract or event
     */
    public Night(House house, String run, @Nullable Instant asOf, Terminal terminal) {
        this.house = house;
        this.run = run;
        this.asOfGiven = asOf;
        this.terminal = terminal;
        this.ledger = RunLedger.ofProcess(house.warehouse());
    }

    /** @return exit code */
    public int all() {
        for (String stage : STAGES) {
            int code = stage(stage);
            if (code != Exit.OK) {
                return code;
            }
        }
        return Exit.OK;
    }

    /** @return exit code */
    public int stage(String stage) {
        Instant startedAt = terminal.now();
        long start = System.nanoTime();
        Instant asOf = stage.equals("land") || stage.equals("ingest") ? startedAt : asOf();
        StageEntry entry = ledger.open(run, stage, asOf, startedAt);
        terminal.stage(stage, asOf);
        String outcome = "failed";
        try {
            int code = switch (stage) {
                case "land" -> land(entry);
                case "ingest" -> ingest(entry);
                case "refine" -> models(entry, asOf, List.of(Layer.SILVER));
                case "measure" -> models(entry, asOf, List.of(Layer.SILVER, Layer.GOLD, Layer.MARTS));
                case "check" -> new Check(house, run, asOf, terminal).run(entry);
                case "publish" -> new Publish(house, run, asOf, terminal, Secrets.ofProcess()).run(entry);
                default -> throw UserError.usage("Unknown stage " + stage + "; stages: " + STAGES);
            };
            outcome = code == Exit.OK ? "done" : "blocked";
            return code;
        } finally {
            ledger.close(entry, outcome, seconds(start));
        }
    }

    private int land(StageEntry entry) {
        Land.Result result = new Land(
                        house.landing(), house.catalogue().contracts(), new DeliveryJournal(house.warehouse()))
                .run(run + "-0-land");
        result.warnings().forEach(terminal::warn);
        ArrayNode warnings = entry.summary().putArray("warnings");
        result.warnings().forEach(warnings::add);
        entry.summary().put("registered", result.registered().size()).put("known", result.known());
        terminal.say("  " + result.registered().size() + " new deliveries, " + result.known() + " known"
                + (result.warnings().isEmpty() ? "" : ", " + result.warnings().size() + " files not placed"));
        return Exit.OK;
    }

    private int ingest(StageEntry entry) {
        new Rereading(house, terminal).run(run);
        Ingest.Result result = new Ingest(
                        house.landing(),
                        house.warehouse(),
                        house.contracts(),
                        house::lake,
                        line -> terminal.say("  " + line))
                .run(run);
        entry.summary()
                .put("ingested", result.ingested())
                .put("refused", result.refused())
                .put("accepted", result.accepted());
        if (result.refused() > 0) {
            terminal.warn(result.refused() + " deliveries refused whole; see why with: tallyhouse quarantine list");
        }
        return Exit.OK;
    }

    private int models(StageEntry entry, Instant asOf, List<Layer> layers) {
        refuseEarlierAsOf(asOf);
        List<ModelFolder> models =
                house.models().stream().filter(m -> layers.contains(m.layer())).toList();
        Steps steps = new Steps(terminal, entry);
        RunReport report = ModelRunner.run(
                models, new Context(house).of(run, entry.summary().path("stage").asText(), asOf, steps), house::lake);
        long written = report.results().stream().mapToLong(ModelResult::rows).sum();
        long tables = report.with(Outcome.WRITTEN).size();
        entry.summary().put("tables_written", tables).put("rows_written", written);
        terminal.say(tables == 0 ? "  nothing to do" : "  " + tables + " tables written, " + written + " rows");
        report.throwIfFailed();
        return Exit.OK;
    }

    /** A figure as of an earlier time must not know what came later, and tables are folded from all events delivered. */
    private void refuseEarlierAsOf(Instant asOf) {
        Optional<Instant> newest = AsOf.newestEvent(new DeliveryJournal(house.warehouse()));
        if (newest.isPresent() && asOf.isBefore(newest.get())) {
            throw UserError.usage("Cannot compute figures as of " + asOf + ": events up to " + newest.get()
                    + " are in the warehouse and would leak into them. Give --as-of " + newest.get() + " or later");
        }
    }

    private Instant asOf() {
        if (asOfGiven != null) {
            return asOfGiven;
        }
        return AsOf.newest(new DeliveryJournal(house.warehouse()))
                .orElseThrow(() -> UserError.usage("Cannot tell as of when to compute: nothing was delivered yet."
                        + " Put files under " + house.landing() + "/<source>/<dataset>/ or run: tallyhouse demo"));
    }

    private static double seconds(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
    }

    static void put(ObjectNode node, String key, @Nullable String value) {
        if (value != null) {
            node.put(key, value);
        }
    }
}
