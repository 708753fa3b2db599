package io.tallyhouse.app.command;

import io.tallyhouse.sample.Confounders;
import io.tallyhouse.sample.SampleOptions;
import io.tallyhouse.sample.SampleOrganisation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the sample organisation's deliveries with their truth. */
@Command(
        name = "sample",
        mixinStandardHelpOptions = true,
        description = "Write the deliveries of a simulated organisation, and the truth to be measured against.",
        footer = {"", "Example: tallyhouse sample --out /tmp/sample --scale 0.1 --weeks 26 --seed 1"})
final class SampleCommand implements Callable<Integer> {
    private final Tallyhouse root;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to write to.")
    private Path out = Path.of("sample");

    @Option(
            names = "--scale",
            defaultValue = "0.1",
            description = "1 is an organisation of 2,300 people (default: ${DEFAULT-VALUE}).")
    private double scale;

    @Option(names = "--weeks", defaultValue = "26", description = "Weeks of history (default: ${DEFAULT-VALUE}).")
    private int weeks;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "The same seed gives the same bytes (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--confounders",
            defaultValue = "all",
            description = "all: with what misleads naive measures; none: without (default: ${DEFAULT-VALUE}).")
    private Confounders confounders = Confounders.ALL;

    SampleCommand(Tallyhouse root) {
        this.root = root;
    }

    @Override
    public Integer call() throws IOException {
        SampleOptions options =
                SampleOptions.demo(seed).withScale(scale).withWeeks(weeks).withConfounders(confounders);
        SampleOrganisation.generate(options, out, root.terminal()::say);
        root.terminal().out().println("Wrote " + out.toAbsolutePath().normalize() + "; measure it with:");
        root.terminal()
                .out()
                .println("  tallyhouse nightly --landing " + out.resolve("landing") + " --config "
                        + out.resolve("config/tallyhouse.yaml") + " --warehouse " + out.resolve("warehouse"));
        return 0;
    }
}
