package io.tallyhouse.app.command;

import io.tallyhouse.app.House;
import io.tallyhouse.app.NewHouse;
import io.tallyhouse.terminal.Exit;
import io.tallyhouse.terminal.JsonOut;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The first files of an organisation. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        description = "Write a configuration, a playbook and landing folders to fill in; overwrites nothing.",
        footer = {"", "Example: tallyhouse init --dir /data/tallyhouse"})
final class InitCommand implements Callable<Integer> {
    private final Tallyhouse root;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Where to write (default: ${DEFAULT-VALUE}).")
    private Path dir = Path.of(".");

    InitCommand(Tallyhouse root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        try (House house = root.house()) {
            List<Path> files =
                    NewHouse.write(house.home(), house.catalogue().contracts().all(), dir);
            PrintStream out = root.terminal().out();
            if (root.json()) {
                JsonOut.print(
                        out, files.stream().map(f -> dir.resolve(f).toString()).toList());
                return Exit.OK;
            }
            files.forEach(f -> out.println("  wrote " + dir.resolve(f)));
            Path config = dir.resolve("tallyhouse.yaml");
            Path landing = dir.resolve("landing");
            String options =
                    " --config " + config + " --landing " + landing + " --warehouse " + dir.resolve("warehouse");
            out.println("Next:");
            out.println("  1. fill in " + config + " (name, state maps, handling defaults) and the playbook beside it");
            out.println("  2. tallyhouse doctor" + options);
            out.println("  3. put deliveries into the folders under " + landing);
            out.println("  4. tallyhouse nightly" + options);
            return Exit.OK;
        }
    }
}
