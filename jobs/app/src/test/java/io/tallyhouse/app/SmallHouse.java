package io.tallyhouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallyhouse.terminal.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Landing folder, configuration and warehouse side by side, and the commands of a person who works there.
 *
 * @param folder holds them
 */
record SmallHouse(Path folder) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** With deliveries of the sample organisation. */
    static SmallHouse sample(Path folder, String... size) {
        List<String> args = new ArrayList<>(List.of("sample", "--out", folder.toString()));
        args.addAll(Arrays.asList(size));
        CommandLineRun sample = CommandLineRun.of(args.toArray(String[]::new));
        assertThat(sample.code()).as(sample.err()).isZero();
        return new SmallHouse(folder);
    }

    Path config() {
        return folder.resolve("config/tallyhouse.yaml");
    }

    CommandLineRun run(String... args) {
        List<String> all = new ArrayList<>(Arrays.asList(args));
        all.addAll(List.of("--warehouse", folder.resolve("warehouse").toString()));
        all.addAll(List.of("--landing", folder.resolve("landing").toString()));
        if (Files.exists(config())) {
            all.addAll(List.of("--config", config().toString()));
        }
        return CommandLineRun.of(all.toArray(String[]::new));
    }

    CommandLineRun expect(int code, String... args) {
        CommandLineRun run = run(args);
        assertThat(run.code()).as(run.err()).isEqualTo(code);
        return run;
    }

    JsonNode json(String... args) throws IOException {
        List<String> all = new ArrayList<>(Arrays.asList(args));
        all.add("--json");
        return JSON.readTree(expect(Exit.OK, all.toArray(String[]::new)).out());
    }

    /**
     * One text in a file of the checkout.
     *
     * @param file below the checkout; made when it is not there
     * @param present what stands there; nothing for the end of the file
     * @param text what shall stand there
     */
    record Change(String file, String present, String text) {
        private void in(Path home) throws IOException {
            Path target = home.resolve(file);
            Files.createDirectories(target.getParent());
            String before = Files.exists(target) ? Files.readString(target) : "";
            assertThat(before).contains(present);
            Files.writeString(target, present.isEmpty() ? before + text : before.replace(present, text));
        }
    }

    interface Work {
        void run() throws Exception;
    }

    /** Works with a copy of the checkout's tables and rules that has changes. */
    void changed(List<Change> changes, Work work) throws Exception {
        String home = System.getProperty("tallyhouse.home");
        Path copy = Files.createTempDirectory(folder, "house");
        for (String part : List.of("sql", "quality/rules", "orchestration/config")) {
            copy(Path.of(home, part), copy.resolve(part));
        }
        for (Change change : changes) {
            change.in(copy);
        }
        System.setProperty("tallyhouse.home", copy.toString());
        try {
            work.run();
        } finally {
            System.setProperty("tallyhouse.home", home);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> tree = Files.walk(from)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }
}
