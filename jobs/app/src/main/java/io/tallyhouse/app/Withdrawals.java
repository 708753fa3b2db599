package io.tallyhouse.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallyhouse.lake.table.LakeTable;
import io.tallyhouse.stages.ingest.Ingest;
import io.tallyhouse.stages.land.Delivery;
import io.tallyhouse.stages.land.DeliveryJournal;
import io.tallyhouse.stages.land.DeliveryState;
import io.tallyhouse.stages.land.DeliveryState.Status;
import io.tallyhouse.terminal.Terminal;
import io.tallyhouse.terminal.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes wrong deliveries back.
 *
 * <p>A record that came twice is kept once, under the delivery that brought it first. So when a delivery goes, later ones of its dataset
 * that had duplicates go with it and are read again from landing: what only they still carry comes back, and their counts are those that
 * they would have had without it. Superseded records need no reading: bronze keeps them, and they win again when their rival is gone.
 *
 * <p>Rows leave by {@link BronzeRows}; then the later deliveries are read. Whoever dies in between leaves pending deliveries, which
 * every ingest reads.
 */
public final class Withdrawals {
    private final House house;
    private final DeliveryJournal journal;
    private final BronzeRows bronzeRows;
    private final Terminal terminal;

    public Withdrawals(House house, Terminal terminal) {
        this.house = house;
        this.journal = new DeliveryJournal(house.warehouse());
        this.bronzeRows = new BronzeRows(house);
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
        bronzeRows.heal(run);
        DeliveryState state = find(prefix);
        List<String> again = new ArrayList<>();
        long rows = 0;
        if (state.status() == Status.WITHDRAWN) {
            terminal.say("  " + state.delivery().shortId() + " is withdrawn already");
        } else {
            LakeTable bronze = bronze(state.delivery().dataset());
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

    /** Later deliveries that may carry records which bronze keeps under the withdrawn one, or under one of them. */
    private List<Delivery> affected(DeliveryState withdrawn) {
        if (!withdrawn.hasRows()) {
            return List.of();
        }
        List<Delivery> again = journal.states().values().stream()
                .filter(s -> s.status() == Status.INGESTED && sameDataset(s, withdrawn))
                .filter(s -> s.delivery().sequence() > withdrawn.delivery().sequence())
                .filter(s -> s.counts() != null && s.counts().duplicates() > 0)
                .map(DeliveryState::delivery)
                .toList();
        List<String> missing = again.stream()
                .filter(d -> !bronzeRows.inLanding(d))
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

    private static boolean sameDataset(DeliveryState one, DeliveryState other) {
        return one.delivery().dataset().equals(other.delivery().dataset());
    }

    private long takeBack(
            DeliveryState state, LakeTable bronze, String run, @Nullable String reason, List<String> again) {
        String id = state.delivery().id();
        List<ObjectNode> entries = new ArrayList<>();
        entries.add(DeliveryJournal.entry("withdrawn", id, reason == null ? "no reason given" : reason));
        again.forEach(a -> entries.add(DeliveryJournal.entry("again", a, "without " + id)));
        List<String> gone = Stream.concat(Stream.of(id), again.stream()).toList();
        return bronzeRows.remove(
                bronze,
                state.hasRows() ? gone : List.of(),
                run + "-0-withdraw-" + state.delivery().shortId(),
                entries);
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
