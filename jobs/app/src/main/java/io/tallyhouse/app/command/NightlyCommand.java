package io.tallyhouse.app.command;

import io.tallyhouse.app.House;
import io.tallyhouse.app.Night;
import io.tallyhouse.lake.journal.WarehouseLock;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** All stages of a night in one process. */
@Command(
        name = "nightly",
        mixinStandardHelpOptions = true,
        description = "Run all stages of a night: land, ingest, refine, measure, check, publish.",
        footer = {
            "",
            "Exit codes: 0 done, 1 failed, 2 usage or configuration, 3 a gate held marts back, 75 locked, try again.",
            "Example: tallyhouse nightly --landing /data/landing --warehouse /data/warehouse"
        })
final class NightlyCommand implements Callable<Integer> {
    private final Tallyhouse root;

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            description = "The instant the figures are made for, such as 2026-03-31T02:00:00Z;"
                    + " without it the newest extract or event.")
    private @Nullable Instant asOf;

    NightlyCommand(Tallyhouse root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        try (WarehouseLock lock = root.lock("nightly");
                House house = root.house()) {
            return new Night(house, root.newRun(), asOf, root.terminal()).all();
        }
    }
}
