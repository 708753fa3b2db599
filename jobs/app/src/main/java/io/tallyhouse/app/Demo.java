package io.tallyhouse.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallyhouse.catalogue.metric.Metric;
import io.tallyhouse.catalogue.metric.Metric.Grain;
import io.tallyhouse.publish.duckdb.MartReader;
import io.tallyhouse.publish.kpi.GroupState;
import io.tallyhouse.publish.kpi.KpiFilter;
import io.tallyhouse.publish.kpi.KpiRow;
import io.tallyhouse.publish.kpi.Periods;
import io.tallyhouse.publish.kpi.Series;
import io.tallyhouse.publish.terminal.Scorecard;
import io.tallyhouse.sample.SampleOptions;
import io.tallyhouse.sample.SampleOrganisation;
import io.tallyhouse.stages.baseline.Baseline;
import io.tallyhouse.stages.baseline.BaselineFreeze;
import io.tallyhouse.stages.baseline.Baselines;
import io.tallyhouse.terminal.Exit;
import io.tallyhouse.terminal.Screen;
import io.tallyhouse.terminal.Terminal;
import io.tallyhouse.terminal.UserError;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The sample organisation measured from its first day: history in one go, the last two nights one by one. */
public final class Demo {
    private static final int SINGLE_NIGHTS = 2;

    private final Terminal terminal;
    private final Path home;
    private final Path dir;
    private final SampleOptions options;

    public Demo(Terminal terminal, Path home, Path dir, long seed, double scale, int weeks) {
        this.terminal = terminal;
        this.home = home;
        this.dir = dir.toAbsolutePath().normalize();
        this.options = SampleOptions.demo(seed).withScale(scale).withWeeks(weeks);
    }

    /**
     * Works in a folder of its own, which is made anew.
     *
     * @param runs gives a run id per night
     * @return exit code
     */
    public int run(Supplier<String> runs) throws IOException {
        clear();
        ObjectNode truth = SampleOrganisation.generate(options, dir, line -> terminal.say("sample: " + line));
        Path landing = dir.resolve("landing");
        List<String> days = lastDays(landing);
        for (String day : days) {
            move(landing, dir.resolve("arriving").resolve(day), day);
        }
        int code = Exit.OK;
        try (House house = house()) {
            terminal.say("\nNight 1: the whole history");
            code = Math.max(code, new Night(house, runs.get(), null, terminal).all());
            freeze(house);
        }
        int night = 2;
        for (String day : days) {
            move(dir.resolve("arriving").resolve(day), landing, day);
            // The description is read again, as a night of its own would: the baselines are in force now.
            try (House house = house()) {
                terminal.say("\nNight " + night++ + ": deliveries of " + day);
                code = Math.max(code, new Night(house, runs.get(), null, terminal).all());
            }
        }
        show(truth);
        return code;
    }

    private House house() {
        return new House(home, dir.resolve("config/tallyhouse.yaml"), dir.resolve("landing"), dir.resolve("warehouse"));
    }

    private void clear() throws IOException {
        if (!Files.exists(dir)) {
            return;
        }
        if (!Files.exists(dir.resolve("truth.json"))) {
            throw UserError.usage("Cannot use " + dir + " for the demo: it holds something else."
                    + " Name another folder with --dir, or remove it");
        }
        try (Stream<Path> files = Files.walk(dir)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Deliveries lie in a folder per day. */
    private static List<String> lastDays(Path landing) throws IOException {
        TreeSet<String> days = new TreeSet<>();
        try (Stream<Path> folders = Files.walk(landing, 3)) {
            folders.filter(f -> landing.relativize(f).getNameCount() == 3 && Files.isDirectory(f))
                    .forEach(f -> days.add(f.getFileName().toString()));
        }
        return days.stream().skip(Math.max(0, days.size() - SINGLE_NIGHTS)).toList();
    }

    private static void move(Path from, Path to, String day) throws IOException {
        try (Stream<Path> folders = Files.walk(from, 3)) {
            for (Path folder : folders.filter(
                            f -> f.endsWith(day) && from.relativize(f).getNameCount() == 3)
                    .toList()) {
                Path target = to.resolve(from.relativize(folder));
                Files.createDirectories(target.getParent());
                Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    private void freeze(House house) {
        Baselines baselines = new Baselines(house.warehouse());
        BaselineFreeze freeze = new BaselineFreeze(
                house.lake().newSession(), house.tables(), house.catalogue().metrics(), baselines);
        for (String function : List.of("Support Ops", "Order Ops")) {
            Baseline baseline = freeze.freeze(
                    function,
                    null,
                    null,
                    house.catalogue().settings().baselines().window(),
                    "maker@sample.example",
                    terminal.now());
            baselines.approve(baseline.id(), "checker@sample.example");
            terminal.say("baseline of " + function + ": " + baseline.from() + " to " + baseline.to()
                    + ", frozen by maker@sample.example, approved by checker@sample.example");
        }
    }

    private void show(JsonNode truth) {
        PrintStream out = terminal.out();
        try (House house = house()) {
            MartReader reader = new MartReader(house.marts());
            List<KpiRow> rows = reader.rows(KpiFilter.everything());
            out.println();
            out.print(new Scorecard(Screen.width(), Screen.colours())
                    .render(house.catalogue().metrics(), rows, reader.groups()));
            out.println();
            out.println("Beside the truth of the simulation, over all weeks, or week by week:");
            new TruthTable(truth, rows).lines().forEach(out::println);
            out.println();
            out.println("Look at the pages:      " + house.warehouse().resolve("pages/index.html"));
            String at = " --warehouse " + house.warehouse() + " --config " + dir.resolve("config/tallyhouse.yaml");
            out.println("One figure over time:   tallyhouse kpi rework_time_share" + at);
            out.println("A figure to its rows:   tallyhouse explain hours_returned --period "
                    + quarter(house, reader, rows) + at);
            out.println("Ask the marts:          tallyhouse query \"select count(*) from ticket\"" + at);
        }
    }

    /** The newest quarter of the hours returned that is over; the newest of all in a short demo. */
    private static String quarter(House house, MartReader reader, List<KpiRow> rows) {
        Metric hours = house.catalogue().metrics().require("hours_returned");
        Instant asOf = reader.groups().stream()
                .filter(g -> g.name().equals(hours.group()))
                .findFirst()
                .map(GroupState::asOf)
                .orElse(null);
        return Series.of(hours, Grain.QUARTER, rows)
                .headline(asOf)
                .map(Periods::typed)
                .orElse("all");
    }
}
