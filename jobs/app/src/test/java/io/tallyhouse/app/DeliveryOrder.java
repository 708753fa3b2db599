package io.tallyhouse.app;

import io.tallyhouse.lake.run.ModelRunException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A random order in which the days of a landing folder arrive over two nights or more, some of them again: the same bytes under
 * another name, or half of a day's CSV records in a file of their own.
 *
 * @param nights what arrives before each night, in the order in which it is registered
 */
record DeliveryOrder(List<List<Arrival>> nights) {
    private static final int FOLDERS_PER_LOOK = 12;
    private static final double REPEATED = 0.12;

    /**
     * @param from folder of a day
     * @param to where it arrives, below landing
     * @param half whether only every other record of its CSV files comes, without a manifest
     */
    record Arrival(Path from, Path to, boolean half) {
        void deliver(Path landing) throws IOException {
            if (!half) {
                SampleWarehouse.deliver(from, landing.resolve(to));
                return;
            }
            Path folder = Files.createDirectories(landing.resolve(to));
            try (var files = Files.newDirectoryStream(from, "*.csv")) {
                for (Path file : files) {
                    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
                    List<String> kept = new ArrayList<>(lines.subList(0, 1));
                    for (int i = 1; i < lines.size(); i += 2) {
                        kept.add(lines.get(i));
                    }
                    Files.write(folder.resolve("half-" + file.getFileName()), kept, StandardCharsets.UTF_8);
                }
            }
        }
    }

    /** @param most at most so many nights, at least 2 */
    static DeliveryOrder of(Path source, long seed, int most) throws IOException {
        Random random = new Random(seed);
        List<Arrival> arrivals = new ArrayList<>();
        for (Path day : SampleWarehouse.days(source)) {
            Path place = source.relativize(day);
            arrivals.add(new Arrival(day, place, false));
            if (random.nextDouble() < REPEATED) {
                arrivals.add(new Arrival(day, place.resolveSibling("again-" + day.getFileName()), false));
            }
            if (random.nextDouble() < REPEATED) {
                arrivals.add(new Arrival(day, place.resolveSibling("half-" + day.getFileName()), true));
            }
        }
        Collections.shuffle(arrivals, random);
        List<List<Arrival>> nights = new ArrayList<>();
        int count = 2 + random.nextInt(most - 1);
        for (int i = 0; i < count; i++) {
            nights.add(new ArrayList<>());
        }
        arrivals.forEach(a -> nights.get(random.nextInt(count)).add(a));
        return new DeliveryOrder(nights);
    }

    /**
     * Lets everything arrive, looked at a few folders at a time so that registration follows the order, and runs the nights.
     *
     * @return nights that failed because clocks had come before their schedule; the last one never may
     */
    int run(SampleWarehouse warehouse) throws IOException {
        int waited = 0;
        for (List<Arrival> night : nights) {
            for (int i = 0; i < night.size(); i++) {
                night.get(i).deliver(warehouse.landing());
                if (i % FOLDERS_PER_LOOK == 0) {
                    warehouse.stages(List.of("land"));
                }
            }
            try {
                warehouse.stages(List.of("land", "ingest", "measure"));
            } catch (ModelRunException e) {
                if (night == nights.get(nights.size() - 1)
                        || !String.valueOf(e.getMessage()).contains("deliver servicenow/cmn_schedule with it")) {
                    throw e;
                }
                waited++;
            }
        }
        return waited;
    }

    String summary() {
        return nights.size() + " nights of " + nights.stream().map(List::size).toList() + " folders";
    }
}
