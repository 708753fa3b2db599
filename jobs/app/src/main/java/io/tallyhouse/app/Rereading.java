package io.tallyhouse.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallyhouse.catalogue.contract.DatasetContract;
import io.tallyhouse.lake.table.LakeTable;
import io.tallyhouse.stages.land.Delivery;
import io.tallyhouse.stages.land.DeliveryJournal;
import io.tallyhouse.stages.land.DeliveryState;
import io.tallyhouse.stages.land.DeliveryState.Status;
import io.tallyhouse.terminal.Terminal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Deliveries that were read under another contract, or in another zone, are read again, so that the warehouse is the one which
 * had this configuration from the start.
 *
 * <p>All deliveries of the dataset are: which of two equal records is the duplicate depends on those before it, and a time read in the
 * wrong zone looks as good as any. Only what is no longer in landing stays as it was read, and every ingest says so.
 */
final class Rereading {
    private final House house;
    private final Terminal terminal;
    private final BronzeRows bronzeRows;

    Rereading(House house, Terminal terminal) {
        this.house = house;
        this.terminal = terminal;
        this.bronzeRows = new BronzeRows(house);
    }

    /** Deliveries by dataset of which one at least was read differently. Without Spark; nothing of landing is looked at. */
    static Map<String, List<DeliveryState>> due(House house, Collection<DeliveryState> states) {
        Map<String, DatasetContract> contracts = house.contracts();
        Map<String, List<DeliveryState>> read = new TreeMap<>();
        for (DeliveryState state : states) {
            if (state.status() == Status.INGESTED || state.status() == Status.REFUSED) {
                read.computeIfAbsent(state.delivery().dataset(), d -> new ArrayList<>())
                        .add(state);
            }
        }
        Map<String, String> readings = new TreeMap<>();
        contracts.forEach((name, contract) -> readings.put(name, contract.reading()));
        read.entrySet().removeIf(e -> {
            String reading = readings.get(e.getKey());
            return reading == null || e.getValue().stream().allMatch(s -> reading.equals(s.reading()));
        });
        return read;
    }

    /** Makes them pending. Call it before an ingest, with the warehouse's lock held; after a kill, call it again. */
    void run(String run) {
        Map<String, DeliveryState> states = bronzeRows.heal(run);
        due(house, states.values()).forEach((dataset, deliveries) -> again(run, dataset, deliveries));
    }

    private void again(String run, String dataset, List<DeliveryState> deliveries) {
        DatasetContract contract = house.contracts().get(dataset);
        if (contract == null) {
            throw new IllegalStateException("No contract for dataset " + dataset);
        }
        String reading = contract.reading();
        // Each file is hashed once, however often it is asked for.
        Map<Boolean, List<DeliveryState>> byPresence =
                deliveries.stream().collect(Collectors.partitioningBy(s -> bronzeRows.inLanding(s.delivery())));
        List<DeliveryState> present = byPresence.getOrDefault(true, List.of());
        List<String> lost = byPresence.getOrDefault(false, List.of()).stream()
                .filter(s -> !reading.equals(s.reading()) && s.status() == Status.INGESTED)
                .map(s -> s.delivery().path() + " (" + s.delivery().shortId() + ")")
                .toList();
        if (!lost.isEmpty()) {
            terminal.warn(lost.size() + " deliveries of " + dataset
                    + " were read under another contract or zone and stay"
                    + " as they are, because their files are not in landing any more: " + String.join(", ", lost)
                    + ". Put them back and run: tallyhouse nightly");
        }
        if (present.stream().anyMatch(s -> !reading.equals(s.reading()))) {
            terminal.say(
                    "  " + dataset + ": contract or zone changed, " + present.size() + " deliveries are read again");
            makePending(run, contract, present);
        }
    }

    private void makePending(String run, DatasetContract contract, List<DeliveryState> deliveries) {
        List<ObjectNode> entries = deliveries.stream()
                .map(s -> DeliveryJournal.entry("again", s.delivery().id(), "under another contract or zone"))
                .toList();
        List<String> gone = deliveries.stream()
                .filter(DeliveryState::hasRows)
                .map(DeliveryState::delivery)
                .map(Delivery::id)
                .toList();
        bronzeRows.remove(
                LakeTable.bronze(house.warehouse(), contract), gone, run + "-0-reread-" + contract.table(), entries);
    }
}
