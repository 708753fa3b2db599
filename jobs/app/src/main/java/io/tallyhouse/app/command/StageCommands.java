package io.tallyhouse.app.command;

import io.tallyhouse.app.BrokenRule;
import io.tallyhouse.app.House;
import io.tallyhouse.app.Night;
import io.tallyhouse.lake.journal.WarehouseLock;
import io.tallyhouse.terminal.Exit;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One stage, one process, as the scheduler calls them. */
final class StageCommands {
    private StageCommands() {}

    /** What every stage takes. */
    abstract static class Stage implements Callable<Integer> {
        private final Tallyhouse root;
        private final String name;

        @Option(
                names = "--as-of",
                paramLabel = "TIME",
                description = "The instant the figures are made for, such as 2026-03-31T02:00:00Z;"
                        + " without it the newest extract or event.")
        private @Nullable Instant asOf;

        Stage(Tallyhouse root, String name) {
            this.root = root;
            this.name = name;
        }

        @Override
        public Integer call() throws IOException {
            try (WarehouseLock lock = root.lock(name);
                    House house = root.house()) {
                return new Night(house, root.newRun(), asOf, root.terminal()).stage(name);
            }
        }
    }

    @Command(
            name = "land",
            mixinStandardHelpOptions = true,
            description = "Register what arrived in the landing folder, each file once by its bytes.",
            footer = {"", "Example: tallyhouse land --landing /data/landing"})
    static final class Land extends Stage {
        Land(Tallyhouse root) {
            super(root, "land");
        }
    }

    @Command(
            name = "ingest",
            mixinStandardHelpOptions = true,
            description = "Read registered deliveries into bronze; bad records go to quarantine.",
            footer = {"", "Example: tallyhouse ingest"})
    static final class Ingest extends Stage {
        Ingest(Tallyhouse root) {
            super(root, "ingest");
        }
    }

    @Command(
            name = "refine",
            mixinStandardHelpOptions = true,
            description = "Bring the silver tables up to date.",
            footer = {"", "Example: tallyhouse refine --as-of 2026-03-31T02:00:00Z"})
    static final class Refine extends Stage {
        Refine(Tallyhouse root) {
            super(root, "refine");
        }
    }

    @Command(
            name = "measure",
            mixinStandardHelpOptions = true,
            description = "Bring facts, figures and marts up to date.",
            footer = {"", "Example: tallyhouse measure --as-of 2026-03-31T02:00:00Z"})
    static final class Measure extends Stage {
        Measure(Tallyhouse root) {
            super(root, "measure");
        }
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Judge all tables by their rules and record the verdicts.",
            footer = {"", "Example: tallyhouse check", "Example: tallyhouse check --rows ticket.opened_at.not_null"})
    static final class Check extends Stage {
        private final Tallyhouse root;

        @Option(
                names = "--rows",
                paramLabel = "RULE",
                description =
                        "Judge nothing; show all rows that break this rule, which failed when it was checked last.")
        private @Nullable String rule;

        Check(Tallyhouse root) {
            super(root, "check");
            this.root = root;
        }

        @Override
        public Integer call() throws IOException {
            String id = rule;
            if (id == null) {
                return super.call();
            }
            try (House house = root.house()) {
                RowOutput.print(root, rows -> BrokenRule.rows(house, id, rows));
                return Exit.OK;
            }
        }
    }

    @Command(
            name = "publish",
            mixinStandardHelpOptions = true,
            description = "Publish the groups of marts that passed; exit code 3 when one was held back.",
            footer = {"", "Example: tallyhouse publish"})
    static final class Publish extends Stage {
        Publish(Tallyhouse root) {
            super(root, "publish");
        }
    }
}
