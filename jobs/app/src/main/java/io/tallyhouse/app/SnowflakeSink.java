package io.tallyhouse.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallyhouse.catalogue.config.Settings.SnowflakeSetting;
import io.tallyhouse.publish.HeldBack;
import io.tallyhouse.publish.MartGroup;
import io.tallyhouse.publish.Publication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The second sink of a publication, which gets the configured groups in one transaction. It comes after marts.duckdb, whose keys and
 * not-null columns Snowflake would not enforce; what is due to it is written down before either, so that a night which ends in between
 * is told by {@code status} and caught up by the next {@code publish}.
 */
final class SnowflakeSink {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final House house;
    private final String run;
    private final SnowflakeSetting setting;
    private final SnowflakeJournal journal;
    private final ObjectNode own;

    /**
     * @param id of the publication
     * @param asOf of the publication
     * @param held reasons by name of all groups that are held back
     */
    SnowflakeSink(House house, String run, String id, Instant asOf, Map<String, String> held) {
        this.house = house;
        this.run = run;
        this.setting = house.catalogue().settings().snowflake();
        this.journal = new SnowflakeJournal(house.warehouse());
        this.own = JSON.createObjectNode()
                .put("publication_id", id)
                .put("as_of", asOf.toString())
                .put("place", Snowflake.place(setting));
        TreeSet<String> groups = groups();
        groups.stream().filter(g -> !held.containsKey(g)).forEach(own.putArray("groups")::add);
        ObjectNode reasons = own.putObject("held");
        groups.stream().filter(held::containsKey).forEach(g -> reasons.put(g, held.get(g)));
    }

    /** The configured groups. Where one has a table with rows of groups of metrics, these are there, too, each fresh or held back. */
    private TreeSet<String> groups() {
        TreeSet<String> groups = new TreeSet<>(setting.groups());
        boolean shared = house.models().stream()
                .anyMatch(m -> m.model().groupColumn() != null
                        && setting.groups().contains(String.valueOf(m.model().group())));
        if (shared) {
            house.catalogue().metrics().all().forEach(m -> groups.add(m.group()));
        }
        return groups;
    }

    /** Whether Snowflake does not have the publication yet. */
    boolean due() {
        return setting.groups().isEmpty() ? journal.open() : !journal.stands(own);
    }

    void announce() {
        journal.due(run, own);
    }

    /** Sends what was announced. */
    void send(Publication publication, Secrets secrets) {
        if (!setting.groups().isEmpty()) {
            Path scratch = house.warehouse().resolve(".snowflake");
            clear(scratch);
            Snowflake.publisher(setting, secrets).publish(own(publication), scratch);
            clear(scratch);
        }
        journal.sent(run, own);
    }

    /** Of a group that is not configured only rows in a shared table go. */
    private Publication own(Publication publication) {
        TreeSet<String> groups = groups();
        List<MartGroup> fresh = publication.fresh().stream()
                .filter(g -> groups.contains(g.name()))
                .map(g -> setting.groups().contains(g.name()) ? g : new MartGroup(g.name(), List.of()))
                .toList();
        List<HeldBack> held = publication.heldBack().stream()
                .filter(g -> groups.contains(g.name()))
                .toList();
        return new Publication(
                publication.publicationId(),
                publication.runId(),
                publication.asOf(),
                publication.knownAt(),
                fresh,
                held);
    }

    /** A killed process leaves files. */
    private static void clear(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot empty " + folder + "; remove it and run: tallyhouse publish", e);
        }
    }
}
