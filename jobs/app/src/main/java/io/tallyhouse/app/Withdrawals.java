package io.tallyhouse.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallyhouse.catalogue.contract.DatasetContract;
import io.tallyhouse.lake.log.CommitNote;
import io.tallyhouse.lake.log.DeltaLogs;
import io.tallyhouse.lake.table.LakeTable;
import io.tallyhouse.lake.table.TableWriter;
import io.tallyhouse.stages.ingest.Ingest;
import io.tallyhouse.stages.land.Delivery;
import io.tallyhouse.stages.land.DeliveryJournal;
import io.tallyhouse.stages.land.DeliveryState;
import io.tallyhouse.stages.land.DeliveryState.Counts;
import io.tallyhouse.stages.land.DeliveryState.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;

/**
 * Takes wrong deliveries back.
 *
 * <p>A record that came twice is kept once, under the delivery that brought it first. So when a delivery goes, later ones of its dataset
 * that had duplicates go with it and are read again from landing: what only they still carry comes back, and their counts are those that
 * they would have had without it. Superseded records need no reading: bronze keeps them, and they win again when their rival is gone.
 *
 * <p>Order of work: one commit deletes the rows, and its note holds the journal's entries; then the journal gets them; then the later
 * deliveries are read. Whoever dies in between leaves a note from which {@link #heal} finishes the journal, and pending deliveries, which
 * every ingest reads. The note also names no delivery as read, by which ingest knows that an older note does not hold any more.
 */
public final class Withdrawals {
    private static final String NOTE = "withdrawal";
    private static final String INGEST_NOTE = "deliveries";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final House house;
    private final DeliveryJournal journal;
    private final Terminal terminal;

    public Withdrawals(House house, Terminal terminal) {
        this.house = house;
        this.journal = new DeliveryJournal(house.warehouse());
        this.terminal = terminal;
    }

    /**
     * What was taken back.
     *
     * @param delivery the delivery as it stands now
     * @param rows rows that left bronze with it; 0 when it was withdrawn before
     * @param again later deliveries of its dataset that were read again, as they stand now
     */
    public record Result(DeliveryState delivery, long rows, List<DeliveryState> again) {}

    /**
     * Takes one delivery back. Call it with the warehouse's lock held; after a kill, call it again.
     *
     * @param prefix first digits of its id
     * @throws UserError when no delivery or several begin so, or a file that has to be read again is not in landing; nothing changed then
     */
    public Result withdraw(String prefix, String run, @Nullable String reason) {
        heal();
        DeliveryState state = find(prefix);
        List<String> again = new ArrayList<>();
        long rows = 0;
        if (state.status() == Status.WITHDRAWN) {
            terminal.say("  " + state.delivery().shortId() + " is withdrawn already");
        } else {
            LakeTable bronze = bronze(state.delivery().dataset());
            refuseHalfRecorded(bronze);
            affected(state).forEach(d -> again.add(d.id()));
            rows = takeBack(state, bronze, run, reason, again);
        }
        if (journal.states().values().stream().anyMatch(s -> s.status() == Status.PENDING && sameDataset(s, state))) {
            ingest(run);
        }
        List<DeliveryState> after = journal.states().values().stream()
                .filter(s -> again.contains(s.delivery().id()))
                .toList();
        return new Result(find(state.delivery().id()), rows, after);
    }

    /**
     * Writes to the journal what a killed withdrawal had committed to bronze. Milliseconds, without Spark; every ingest has to be
     * preceded by it.
     */
    public void heal() {
        for (DatasetContract contract : house.catalogue().contracts().all()) {
            Path path = LakeTable.bronze(house.warehouse(), contract).path();
            Optional<CommitNote> note = DeltaLogs.lastMetadata(path, INGEST_NOTE);
            if (note.isPresent() && note.get().json().has(NOTE)) {
                record(note.get().json().path(NOTE));
            }
        }
    }

    /** Writing the same segment again changes nothing. */
    private void record(JsonNode withdrawal) {
        List<ObjectNode> entries = new ArrayList<>();
        withdrawal.path("entries").forEach(e -> entries.add(e.deepCopy()));
        journal.append(withdrawal.path("segment").asText(), entries);
    }

    private DeliveryState find(String prefix) {
        List<DeliveryState> found = journal.states().values().stream()
                .filter(s -> s.delivery().id().startsWith(prefix))
                .toList();
        if (found.isEmpty()) {
            throw UserError.usage("Unknown delivery " + prefix + "; see all with: tallyhouse delivery list");
        }
        if (found.size() > 1) {
            throw UserError.usage("Cannot tell which delivery " + prefix + " is: "
                    + String.join(
                            ", ",
                            found.stream().map(s -> s.delivery().shortId()).toList())
                    + " begin so; give more digits");
        }
        return found.get(0);
    }

    private LakeTable bronze(String dataset) {
        return LakeTable.bronze(
                house.warehouse(),
                house.catalogue()
                        .contracts()
                        .find(dataset)
                        .orElseThrow(() -> UserError.failed("Cannot take a delivery of " + dataset
                                + " back: its contract is gone; put sql/landing/" + dataset + ".yaml back")));
    }

    /** A killed ingest left rows in bronze that the journal does not know yet; taking something away then would make it lose count. */
    private void refuseHalfRecorded(LakeTable bronze) {
        Optional<CommitNote> note = DeltaLogs.lastMetadata(bronze.path(), INGEST_NOTE);
        boolean open = note.isPresent()
                && journal.states().values().stream()
                        .filter(s -> s.status() == Status.PENDING)
                        .anyMatch(s -> names(note.get(), s.delivery().id()));
        if (open) {
            throw UserError.failed("Cannot take a delivery back from " + bronze.name()
                    + ": a killed run left it half recorded. Run: tallyhouse ingest; then this command again");
        }
    }

    private static boolean names(CommitNote note, String id) {
        for (JsonNode entry : note.json().path(INGEST_NOTE)) {
            if (entry.path("id").asText().equals(id)) {
                return true;
            }
        }
        return false;
    }

    /** Later deliveries that may carry records which bronze keeps under the withdrawn one, or under one of them. */
    private List<Delivery> affected(DeliveryState withdrawn) {
        if (!hasRows(withdrawn)) {
            return List.of();
        }
        List<Delivery> again = journal.states().values().stream()
                .filter(s -> s.status() == Status.INGESTED && sameDataset(s, withdrawn))
                .filter(s -> s.delivery().sequence() > withdrawn.delivery().sequence())
                .filter(s -> s.counts() != null && s.counts().duplicates() > 0)
                .map(DeliveryState::delivery)
                .toList();
        List<String> missing = again.stream()
                .filter(d -> !inLanding(d))
                .map(d -> d.path() + " (" + d.shortId() + ")")
                .toList();
        if (!missing.isEmpty()) {
            throw UserError.failed("Cannot take " + withdrawn.delivery().path()
                    + " back: later deliveries repeat some of its records and have to be read again, but under "
                    + house.landing() + " these are missing or have other bytes: " + String.join(", ", missing)
                    + ". Put them back, then run this command again; nothing was changed");
        }
        return again;
    }

    private static boolean hasRows(DeliveryState state) {
        Counts counts = state.counts();
        return counts != null && counts.accepted() + counts.superseded() > 0;
    }

    private static boolean sameDataset(DeliveryState one, DeliveryState other) {
        return one.delivery().dataset().equals(other.delivery().dataset());
    }

    private boolean inLanding(Delivery delivery) {
        Path file = house.landing().resolve(delivery.path());
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digested = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digested.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of()
                    .formatHex(digested.getMessageDigest().digest())
                    .equals(delivery.id());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("No SHA-256 in this JDK", e);
        }
    }

    private long takeBack(
            DeliveryState state, LakeTable bronze, String run, @Nullable String reason, List<String> again) {
        String id = state.delivery().id();
        ObjectNode withdrawal = JSON.createObjectNode()
                .put("segment", run + "-0-withdraw-" + state.delivery().shortId());
        withdrawal
                .putArray("entries")
                .add(DeliveryJournal.entry("withdrawn", id, reason == null ? "no reason given" : reason))
                .addAll(again.stream()
                        .map(a -> DeliveryJournal.entry("again", a, "without " + id))
                        .toList());
        long rows = 0;
        if (hasRows(state)) {
            ObjectNode note = JSON.createObjectNode();
            note.putArray(INGEST_NOTE);
            note.set(NOTE, withdrawal);
            Object[] ids = Stream.concat(Stream.of(id), again.stream()).toArray();
            rows = TableWriter.delete(
                            house.lake().newSession(),
                            bronze,
                            functions.col(LakeTable.DELIVERY_ID).isin(ids),
                            note.toString())
                    .deleted();
        }
        record(withdrawal);
        return rows;
    }

    private void ingest(String run) {
        new Ingest(
                        house.landing(),
                        house.warehouse(),
                        house.contracts(),
                        house::lake,
                        line -> terminal.say("  " + line))
                .run(run);
    }
}
