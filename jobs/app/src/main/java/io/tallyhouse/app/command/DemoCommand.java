package io.tallyhouse.app.command;

import io.tallyhouse.app.Demo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The main job on the sample organisation, from deliveries to scorecard. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Simulate an organisation, measure its history and two single nights, show figures beside the truth.",
        footer = {"", "Example: tallyhouse demo --dir /tmp/demo"})
final class DemoCommand implements Callable<Integer> {
    private final Tallyhouse root;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            defaultValue = "demo",
            description = "Folder to work in; made anew (default: ${DEFAULT-VALUE}).")
    private Path dir = Path.of("demo");

    @Option(
            names = "--scale",
            defaultValue = "0.1",
            description = "Size of the organisation (default: ${DEFAULT-VALUE}).")
    private double scale;

    @Option(names = "--weeks", defaultValue = "26", description = "Weeks of history (default: ${DEFAULT-VALUE}).")
    private int weeks;

    @Option(names = "--seed", defaultValue = "1", description = "Seed of the simulation (default: ${DEFAULT-VALUE}).")
    private long seed;

    DemoCommand(Tallyhouse root) {
        this.root = root;
    }

    @Override
    public Integer call() throws IOException {
        return new Demo(root.terminal(), Tallyhouse.home(), dir, seed, scale, weeks).run(root::newRun);
    }
}
