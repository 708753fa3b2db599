package io.tallyhouse.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallyhouse.app.RunLedger.StageEntry;
import io.tallyhouse.catalogue.hash.Sha256;
import io.tallyhouse.catalogue.metric.Metric;
import io.tallyhouse.catalogue.model.ModelFolder;
import io.tallyhouse.catalogue.model.TableModel;
import io.tallyhouse.lake.journal.Journal;
import io.tallyhouse.lake.log.DeltaLogs;
import io.tallyhouse.lake.table.LakeTables;
import io.tallyhouse.publish.HeldBack;
import io.tallyhouse.publish.MartGroup;
import io.tallyhouse.publish.MartTable;
import io.tallyhouse.publish.Publication;
import io.tallyhouse.publish.duckdb.DuckDbPublisher;
import io.tallyhouse.publish.pages.PageOptions;
import io.tallyhouse.publish.pages.PagesPublisher;
import io.tallyhouse.terminal.Exit;
import io.tallyhouse.terminal.Terminal;
import io.tallyhouse.terminal.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Publishes the groups that passed their gate; the others stay as they are in every sink. */
final class Publish {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final House house;
    private final String run;
    private final Instant asOf;
    private final Terminal terminal;
    private final Secrets secrets;
    private final Journal publications;

    Publish(House house, String run, Instant asOf, Terminal terminal, Secrets secrets) {
        this.house = house;
        this.run = run;
        this.asOf = asOf;
        this.terminal = terminal;
        this.secrets = secrets;
        this.publications = new Journal(house.warehouse(), "publications");
    }

    int run(StageEntry entry) {
        JsonNode gate = newestGate();
        Map<String, String> versions = Check.versions(house);
        if (!gate.path("versions").equals(JSON.valueToTree(versions))) {
            throw UserError.failed(
                    "Cannot publish: tables changed since they were last checked; run: tallyhouse check");
        }
        Map<String, String> held = new TreeMap<>();
        gate.path("held").properties().forEach(g -> held.put(g.getKey(), reason(g.getValue())));
        String id = publicationId(versions, held);
        entry.summary().put("publication_id", id);
        publish(id, held);
        held.keySet().forEach(entry.summary().withArray("held")::add);
        if (!held.isEmpty()) {
            // A scheduler shows only the end of what this stage printed: the reasons belong there, not only to the
            // check.
            new HeldGroups(house.warehouse()).sentences().forEach(rule -> terminal.say("  " + rule));
            terminal.warn("held back: " + String.join(", ", held.keySet()) + "; they stay at their last publication."
                    + " See why with: tallyhouse status");
            return Exit.BLOCKED;
        }
        return Exit.OK;
    }

    private void publish(String id, Map<String, String> held) {
        Optional<JsonNode> standing = Files.exists(house.marts()) ? standing(id) : Optional.empty();
        SnowflakeSink snowflake = new SnowflakeSink(house, run, id, asOf, held);
        boolean due = snowflake.due();
        if (standing.isPresent() && !due) {
            terminal.say("  nothing new: publication " + id + " stands");
            return;
        }
        String producer = standing.map(p -> p.path("run").asText()).orElse(run);
        Publication publication = publication(id, producer, held);
        if (due) {
            snowflake.announce();
        }
        if (standing.isEmpty()) {
            DuckDbPublisher.publish(house.marts(), publication);
            pages();
            record(id, held.keySet());
            terminal.say("  publication " + id + ": " + publication.fresh().size() + " groups to " + house.marts());
        }
        if (due) {
            snowflake.send(publication, secrets);
            terminal.say("  publication " + id + ": Snowflake has it");
        }
    }

    private void pages() {
        List<TableModel> published = house.models().stream()
                .map(ModelFolder::model)
                .filter(m -> m.group() != null)
                .toList();
        PagesPublisher.publish(
                house.marts(),
                house.catalogue().metrics(),
                published,
                house.warehouse().resolve("pages"),
                PageOptions.standard(house.catalogue().settings().organisation().simulated()));
    }

    private JsonNode newestGate() {
        Journal gates = new Journal(house.warehouse(), "gates");
        List<String> segments = gates.segments();
        if (segments.isEmpty()) {
            throw UserError.failed("Cannot publish: nothing was checked yet; run: tallyhouse check");
        }
        return gates.read(segments.get(segments.size() - 1)).get(0);
    }

    private Publication publication(String id, String producer, Map<String, String> held) {
        Map<String, List<MartTable>> groups = new TreeMap<>();
        Map<String, List<String>> heldTables = new TreeMap<>();
        LakeTables tables = house.tables();
        held.keySet().forEach(g -> heldTables.put(g, new ArrayList<>()));
        for (Metric metric : house.catalogue().metrics().all()) {
            if (!held.containsKey(metric.group())) {
                groups.computeIfAbsent(metric.group(), g -> new ArrayList<>());
            }
        }
        for (ModelFolder model : house.models()) {
            String group = model.model().group();
            if (group == null) {
                continue;
            }
            if (held.containsKey(group)) {
                heldTables.computeIfAbsent(group, g -> new ArrayList<>()).add(MartTable.publishedName(model.model()));
                continue;
            }
            Path path = tables.table(model.name()).path();
            groups.computeIfAbsent(group, g -> new ArrayList<>())
                    .add(new MartTable(model.model(), DeltaLogs.activeFiles(path)));
        }
        List<MartGroup> fresh = new ArrayList<>();
        groups.forEach((name, marts) -> fresh.add(new MartGroup(name, marts)));
        List<HeldBack> back = new ArrayList<>();
        heldTables.forEach((name, marts) -> back.add(new HeldBack(name, marts, held.getOrDefault(name, ""))));
        return new Publication(id, producer, asOf, terminal.now(), fresh, back);
    }

    private static String reason(JsonNode rules) {
        List<String> names = new ArrayList<>();
        rules.forEach(r -> names.add(r.asText()));
        return "did not pass: " + String.join(", ", names);
    }

    /** @param held with reasons, which stand in the sinks, too */
    private String publicationId(Map<String, String> versions, Map<String, String> held) {
        return "p-" + Sha256.of(versions + "|" + held + "|" + asOf).substring(0, 12);
    }

    private Optional<JsonNode> standing(String id) {
        List<String> segments = publications.segments();
        return segments.isEmpty()
                ? Optional.empty()
                : Optional.of(publications
                                .read(segments.get(segments.size() - 1))
                                .get(0))
                        .filter(p -> p.path("publication_id").asText().equals(id));
    }

    private void record(String id, Set<String> held) {
        ObjectNode node = JSON.createObjectNode()
                .put("publication_id", id)
                .put("run", run)
                .put("as_of", asOf.toString())
                .put("published_at", terminal.now().toString());
        held.forEach(node.withArray("held")::add);
        publications.append(run, List.of(node));
    }
}
