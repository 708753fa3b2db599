package io.tallyhouse.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallyhouse.app.HeldGroups;
import io.tallyhouse.terminal.Cell;
import io.tallyhouse.terminal.Grid;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The status report for people. */
final class StatusScreen {
    private final PrintStream out;

    StatusScreen(PrintStream out) {
        this.out = out;
    }

    void print(ObjectNode report) {
        if (report.path("run").isNull()) {
            out.println("No run yet; start one with: tallyhouse nightly");
        } else {
            boolean onAirflow = !report.path("dag_run").isNull();
            out.println((onAirflow
                            ? "DAG run " + Cell.harmless(report.path("dag_run").asText())
                            : "Run " + report.path("run").asText())
                    + (report.path("as_of").isNull()
                            ? ""
                            : ", as of " + report.path("as_of").asText()));
        }
        JsonNode holder = report.path("holder");
        if (!holder.isNull()) {
            String text = Cell.harmless(holder.path("text").asText());
            out.println(
                    holder.path("alive").asBoolean()
                            ? "Held now by " + text
                            : "Killed while it held the warehouse: " + text
                                    + ". The same command goes on from where it stopped");
        }
        stages(report.path("stages"));
        deliveries(report);
        gates(report.path("gates"));
        publication(report.path("publication"));
        snowflake(report.path("snowflake"));
    }

    private void stages(JsonNode stages) {
        if (stages.isEmpty()) {
            return;
        }
        out.println();
        Grid grid = new Grid("stage", "outcome", "#seconds", "#tables", "#rows", "");
        for (JsonNode stage : stages) {
            boolean tables = stage.has("tables_written");
            grid.row(
                    stage.path("stage").asText(),
                    stage.path("outcome").asText(),
                    String.format(Locale.ROOT, "%.1f", stage.path("seconds").asDouble()),
                    tables ? Grid.count(stage.path("tables_written").asLong()) : "",
                    tables ? Grid.count(stage.path("rows_written").asLong()) : "",
                    remark(stage));
        }
        grid.print(out);
        stages.forEach(s -> s.path("warnings").forEach(w -> out.println("  " + Cell.harmless(w.asText()))));
        stages.forEach(s -> s.path("steps").forEach(step -> {
            if (step.has("failure")) {
                out.println("  " + step.path("step").asText() + " failed: "
                        + Cell.harmless(step.path("failure").asText()));
            }
        }));
    }

    private static String remark(JsonNode stage) {
        List<String> parts = new ArrayList<>();
        for (String key :
                List.of("registered", "known", "ingested", "refused", "accepted", "rules", "failed", "not_evaluable")) {
            if (stage.has(key)) {
                parts.add(Grid.count(stage.path(key).asLong()) + " " + key.replace('_', ' '));
            }
        }
        if (!stage.path("held").isEmpty()) {
            List<String> held = new ArrayList<>();
            stage.path("held").forEach(h -> held.add(h.asText()));
            parts.add("held back: " + String.join(", ", held));
        }
        if (stage.has("publication_id")) {
            parts.add("publication " + stage.path("publication_id").asText());
        }
        return String.join(", ", parts);
    }

    private void deliveries(ObjectNode report) {
        JsonNode list = report.path("deliveries");
        if (list.isEmpty()) {
            return;
        }
        List<String> counts = new ArrayList<>();
        report.path("deliveries_by_status").fields().forEachRemaining(e -> {
            if (e.getValue().asLong() > 0) {
                counts.add(Grid.count(e.getValue().asLong()) + " " + e.getKey());
            }
        });
        long total = report.path("deliveries_total").asLong();
        out.println();
        out.println("Deliveries: " + String.join(", ", counts)
                + (total > list.size() ? "; the last ones and refused ones (all of them with --all):" : ":"));
        deliveryGrid(list).print(out);
        messages(out, list);
    }

    /** Deliveries as rows. */
    static Grid deliveryGrid(Iterable<JsonNode> deliveries) {
        Grid grid = new Grid(
                "id", "dataset", "file", "status", "#seen", "#accepted", "#duplicates", "#superseded", "#quarantined");
        for (JsonNode d : deliveries) {
            grid.row(
                    d.path("id").asText(),
                    d.path("dataset").asText(),
                    d.path("file").asText(),
                    d.path("status").asText(),
                    number(d, "seen"),
                    number(d, "accepted"),
                    number(d, "duplicates"),
                    number(d, "superseded"),
                    number(d, "quarantined"));
        }
        return grid;
    }

    /** Why deliveries were refused or withdrawn, and what else was counted in those that were read. */
    static void messages(PrintStream out, Iterable<JsonNode> deliveries) {
        for (JsonNode d : deliveries) {
            if (!d.path("message").asText().isEmpty()) {
                out.println(
                        "  " + d.path("id").asText() + " " + d.path("status").asText() + ": "
                                + Cell.harmless(d.path("message").asText()));
            }
            if (d.has("notes")) {
                out.println("  " + d.path("id").asText() + " counted: "
                        + d.path("notes").properties().stream()
                                .map(n -> Grid.count(n.getValue().asLong()) + " "
                                        + n.getKey().replace('_', ' '))
                                .collect(Collectors.joining(", ")));
            }
        }
    }

    private static String number(JsonNode node, String key) {
        return node.has(key) ? Grid.count(node.path(key).asLong()) : "";
    }

    private void gates(JsonNode gates) {
        if (!gates.has("checked_at")) {
            return;
        }
        out.println();
        JsonNode held = gates.path("held");
        out.println("Gates, checked " + gates.path("checked_at").asText() + ": "
                + (held.isEmpty() ? "nothing held back" : held.size() + " groups held back"));
        for (JsonNode group : held) {
            out.println("  " + group.path("group").asText() + ", held since "
                    + group.path("since").asText() + " (run "
                    + group.path("since_run").asText() + ")");
            for (JsonNode rule : group.path("rules")) {
                out.println("    " + HeldGroups.sentence(rule));
            }
        }
        if (!held.isEmpty()) {
            out.println("  Rows and keys of each rule: tallyhouse check");
        }
    }

    private void publication(JsonNode publication) {
        out.println();
        if (publication.isNull()) {
            out.println("Nothing published yet");
            return;
        }
        long lag = publication.path("lag_seconds").asLong();
        out.println("Published: " + publication.path("publication_id").asText() + ", as of "
                + publication.path("as_of").asText() + ", at "
                + publication.path("published_at").asText() + ", by "
                + (publication.path("dag_run").isNull()
                        ? "run " + publication.path("run").asText()
                        : "DAG run " + Cell.harmless(publication.path("dag_run").asText()))
                + (lag == 0 ? ", not behind" : ", behind the run by " + words(Duration.ofSeconds(lag))));
        publication
                .path("held_back")
                .forEach(g -> out.println("  " + g.path("group").asText() + " stays at "
                        + (g.path("publication_id").isNull()
                                ? "nothing: it was never published"
                                : g.path("publication_id").asText() + ", as of "
                                        + g.path("as_of").asText())));
    }

    private void snowflake(JsonNode snowflake) {
        if (snowflake.isNull()) {
            return;
        }
        out.println("Snowflake, " + Cell.harmless(snowflake.path("place").asText()) + ": "
                + (snowflake.path("lacks").isNull()
                        ? "nothing missing"
                        : "publication " + snowflake.path("lacks").asText()
                                + " did not arrive; send it with: tallyhouse publish"));
        for (JsonNode group : snowflake.path("groups")) {
            String shows = group.path("publication_id").isNull()
                    ? "nothing"
                    : group.path("publication_id").asText() + ", as of "
                            + group.path("as_of").asText();
            out.println("  " + group.path("group").asText() + " shows " + shows
                    + (group.path("held_back").isNull()
                            ? ""
                            : "; held back, "
                                    + Cell.harmless(group.path("held_back").asText())));
        }
    }

    private static String words(Duration lag) {
        return lag.toDays() > 0
                ? lag.toDays() + " d " + lag.toHoursPart() + " h"
                : lag.toHours() + " h " + lag.toMinutesPart() + " min";
    }
}
