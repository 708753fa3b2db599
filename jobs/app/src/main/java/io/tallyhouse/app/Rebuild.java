package io.tallyhouse.app;

import io.tallyhouse.catalogue.model.Layer;
import io.tallyhouse.lake.run.RebuildCheck;
import io.tallyhouse.lake.run.RebuildCheck.Comparison;
import io.tallyhouse.stages.land.DeliveryJournal;
import io.tallyhouse.terminal.Terminal;
import io.tallyhouse.terminal.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Derived tables thrown away and computed again from bronze, or computed beside the live ones and compared. Bronze and journals stay. */
public final class Rebuild {
    private static final List<Layer> DERIVED = List.of(Layer.SILVER, Layer.GOLD, Layer.MARTS);
    private static final String PREFIX = "rebuild-";

    private final House house;
    private final String run;
    private final Instant asOf;
    private final Terminal terminal;

    /** @param given the instant of the figures; null for that of the last run that measured, else the newest extract or event */
    public Rebuild(House house, String run, @Nullable Instant given, Terminal terminal) {
        this.house = house;
        this.run = run;
        this.asOf = given != null ? given : lastAsOf(house);
        this.terminal = terminal;
    }

    /** The as_of of the last measured run, else of the newest extract or event. */
    static Instant lastAsOf(House house) {
        return RunLedger.ofProcess(house.warehouse())
                .lastAsOf("measure")
                .or(() -> AsOf.newest(new DeliveryJournal(house.warehouse())))
                .orElseThrow(() -> UserError.usage("Cannot tell as of when to compute: nothing was measured yet and"
                        + " nothing delivered. Run: tallyhouse nightly"));
    }

    public Instant asOf() {
        return asOf;
    }

    /**
     * Computes every derived table in a scratch folder and compares.
     *
     * @return by table, in the order of the models
     */
    public Map<String, Comparison> check() {
        Path scratch = scratch().resolve(PREFIX + run);
        clearLeftovers();
        try {
            Steps steps = new Steps(
                    terminal, RunLedger.ofProcess(house.warehouse()).open(run, "rebuild", asOf, terminal.now()));
            return RebuildCheck.run(
                    house.models(),
                    new Context(house).of(run, "rebuild", asOf, steps),
                    house.catalogue().contracts(),
                    house.warehouse(),
                    scratch,
                    house.lake());
        } finally {
            deleteTree(scratch);
        }
    }

    /** Throws the derived tables away and measures again. @return exit code */
    public int anew() {
        AsOf.newestEvent(new DeliveryJournal(house.warehouse()))
                .filter(asOf::isBefore)
                .ifPresent(newest -> {
                    throw UserError.usage("Cannot rebuild as of " + asOf + ": events up to " + newest
                            + " are in the warehouse and would leak into the figures. Give --as-of " + newest
                            + " or later; nothing was thrown away");
                });
        clearLeftovers();
        Path away = scratch().resolve(PREFIX + run);
        try {
            Files.createDirectories(away);
            for (Layer layer : DERIVED) {
                Path folder = house.warehouse().resolve(layer.folder());
                if (Files.exists(folder)) {
                    // A rename is whole or not at all; a table half deleted would be a table with a broken log.
                    Files.move(folder, away.resolve(layer.folder()), StandardCopyOption.ATOMIC_MOVE);
                    terminal.say("  " + layer.folder() + " thrown away");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot throw the derived tables of " + house.warehouse() + " away", e);
        }
        deleteTree(away);
        return new Night(house, run, asOf, terminal).stage("measure");
    }

    private Path scratch() {
        return house.warehouse().resolve(".spark");
    }

    /** What a killed rebuild left behind. */
    private void clearLeftovers() {
        if (!Files.isDirectory(scratch())) {
            return;
        }
        try (Stream<Path> all = Files.list(scratch())) {
            all.filter(f -> f.getFileName().toString().startsWith(PREFIX)).forEach(Rebuild::deleteTree);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list the scratch folder " + scratch(), e);
        }
    }

    private static void deleteTree(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot clear the scratch folder " + folder, e);
        }
    }
}
