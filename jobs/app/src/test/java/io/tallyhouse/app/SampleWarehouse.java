package io.tallyhouse.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallyhouse.lake.run.RebuildCheck.Comparison;
import io.tallyhouse.sample.Confounders;
import io.tallyhouse.sample.SampleOptions;
import io.tallyhouse.sample.SampleOrganisation;
import io.tallyhouse.stages.land.DeliveryJournal;
import io.tallyhouse.terminal.Exit;
import io.tallyhouse.terminal.Terminal;
import io.tallyhouse.testing.TestData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A warehouse of the sample organisation's deliveries, whose nights run in this process. */
final class SampleWarehouse implements AutoCloseable {
    private final House house;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Terminal terminal = CommandLineRun.terminal(new PrintStream(printed, true, StandardCharsets.UTF_8));

    /**
     * @param config the organisation's file
     * @param folder gets {@code landing} and {@code warehouse}
     */
    SampleWarehouse(Path config, Path folder) throws IOException {
        Files.createDirectories(folder.resolve("landing"));
        this.house = new House(TestData.home(), config, folder.resolve("landing"), folder.resolve("warehouse"));
    }

    /** @return configuration of the sample organisation whose deliveries now lie in {@code landing} */
    static Path sample(Path folder, int weeks) throws IOException {
        SampleOptions options = new SampleOptions(1, 0.003, weeks, Confounders.ALL, LocalDate.of(2026, 1, 5));
        SampleOrganisation.generate(options, folder, line -> {});
        return folder.resolve("config/tallyhouse.yaml");
    }

    /** A folder per dataset and day, with the manifest that lies in it. */
    static List<Path> days(Path landing) throws IOException {
        try (Stream<Path> folders = Files.walk(landing, 3)) {
            return folders.filter(f -> landing.relativize(f).getNameCount() == 3)
                    .sorted()
                    .toList();
        }
    }

    /** Copies the files of a folder. */
    static void deliver(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    /** A warehouse that nobody asks any more. */
    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    House house() {
        return house;
    }

    Path landing() {
        return house.landing();
    }

    /** Stages of one run, at the time that its deliveries tell. @return exit code of the last */
    int stages(List<String> stages) {
        Night night = new Night(house, CommandLineRun.newRun(), null, terminal);
        int code = Exit.OK;
        for (String stage : stages) {
            code = night.stage(stage);
        }
        return code;
    }

    /** What stages of the newest run did to tables. */
    List<JsonNode> steps() {
        return RunLedger.ofProcess(house.warehouse()).entries(Optional.empty()).stream()
                .filter(e -> e.path("kind").asText().equals("step"))
                .toList();
    }

    /** Every derived table computed again from bronze, and compared. */
    Map<String, Comparison> rebuildCheck() {
        return new Rebuild(house, CommandLineRun.newRun(), null, terminal).check();
    }

    /** File, status and counts of every delivery, in the order of their names. */
    List<String> deliveries() {
        return new DeliveryJournal(house.warehouse())
                .states().values().stream()
                        .map(s -> new ObjectMapper()
                                .convertValue(StatusReport.delivery(s), JsonNode.class)
                                .toString())
                        .sorted()
                        .toList();
    }

    /** What the stages said, for a failing test. */
    String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        house.close();
    }
}
