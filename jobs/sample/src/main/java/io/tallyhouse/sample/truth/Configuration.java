package io.tallyhouse.sample.truth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The organisation's own configuration: that it is simulated, its procedure, its targets, its signed orientation times. */
final class Configuration {
    static final String PROCEDURE = "triage? (work | wait)* resolve close";

    private Configuration() {}

    static void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("sop.txt"), PROCEDURE + "\n");
        StringBuilder yaml = new StringBuilder("""
                # The sample organisation. Everything in it is simulated.
                organisation:
                  name: Sample shop
                  zone: UTC
                  simulated: true
                targets:
                  rework_time_share: 0.07
                  sla_risk: 0.031
                  conformance_rate: 0.93
                # Touch time is measured; what a hand-over costs the new team is signed.
                handling_defaults:
                """);
        for (String activity : List.of("triage", "work", "wait", "resolve", "close")) {
            double minutes = ReworkTruth.ORIENTATION.getOrDefault(activity, 0L) / 60.0;
            yaml.append(String.format(
                    Locale.ROOT,
                    "  %s: {orientation_minutes: %.1f, signed_by: finance controller, signed_on: 2026-01-02}%n",
                    activity,
                    minutes));
        }
        Files.writeString(folder.resolve("tallyhouse.yaml"), yaml.toString().replace("\r\n", "\n"));
    }
}
