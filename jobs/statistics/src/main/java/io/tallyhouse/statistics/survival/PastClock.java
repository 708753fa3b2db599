package io.tallyhouse.statistics.survival;

import java.io.Serializable;
import java.time.Instant;

/**
 * A clock to learn from, as it stood at {@code as_of}.
 *
 * @param stratum its kind
 * @param startedAt its start, UTC
 * @param elapsedBusinessSeconds business seconds to its stop, else to its cancellation or {@code as_of}
 * @param stopped true when it had stopped; false (censored) when it was cancelled or still ran, breached or not
 */
public record PastClock(RiskStratum stratum, Instant startedAt, long elapsedBusinessSeconds, boolean stopped)
        implements Serializable {}
