package io.tallyhouse.app;

import io.tallyhouse.stages.land.DeliveryJournal;
import io.tallyhouse.stages.land.DeliveryState;
import io.tallyhouse.stages.land.DeliveryState.Status;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The instant a run is for, where nobody names one. Never the machine's clock. */
final class AsOf {
    private AsOf() {}

    /** The newest end of an extract that a manifest names, else the newest event accepted. */
    static Optional<Instant> newest(DeliveryJournal journal) {
        Collection<DeliveryState> states = journal.states().values();
        Optional<Instant> extracted = ingested(states)
                .map(s -> s.delivery().extractedTo())
                .filter(Objects::nonNull)
                .max(Instant::compareTo);
        Optional<Instant> event = newestEvent(states);
        // An extract may end before a later one without manifest: never earlier than an event.
        return Stream.of(extracted, event).flatMap(Optional::stream).max(Instant::compareTo);
    }

    static Optional<Instant> newestEvent(DeliveryJournal journal) {
        return newestEvent(journal.states().values());
    }

    private static Optional<Instant> newestEvent(Collection<DeliveryState> states) {
        return ingested(states)
                .map(s -> s.counts() == null ? null : s.counts().newestAt())
                .filter(Objects::nonNull)
                .max(Instant::compareTo);
    }

    private static Stream<DeliveryState> ingested(Collection<DeliveryState> states) {
        return states.stream().filter(s -> s.status() == Status.INGESTED);
    }
}
