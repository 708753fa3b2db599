package io.tallyhouse.stages.baseline;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A frozen baseline of a function.
 *
 * @param id function and hash
 * @param function whose work it describes
 * @param from first instant of the window
 * @param to first instant after the window, at or before the function's first go-live
 * @param frozenBy who froze it
 * @param frozenAt when
 * @param approvedBy who approved it, another person; null while it waits
 * @param hash SHA-256 over window, values and cells
 * @param sourceVersions versions of the tables it was computed from
 * @param values value by metric over the window
 * @param cells resolved tickets by team and stratum
 * @param supersededBy id of the baseline that replaced it; null while it is in force
 */
public record Baseline(
        String id,
        String function,
        Instant from,
        Instant to,
        String frozenBy,
        Instant frozenAt,
        @Nullable String approvedBy,
        String hash,
        Map<String, Long> sourceVersions,
        Map<String, Double> values,
        List<Cell> cells,
        @Nullable String supersededBy) {

    /**
     * Tickets of one team in one stratum.
     *
     * @param tickets with known handling time
     * @param unmeasured without
     * @param seconds handling seconds of {@code tickets}
     */
    public record Cell(
            String team,
            String workflow,
            String priority,
            String channel,
            long tickets,
            long unmeasured,
            long seconds) {}

    /** Approved and not superseded. */
    public boolean isInForce() {
        return approvedBy != null && supersededBy == null;
    }
}
