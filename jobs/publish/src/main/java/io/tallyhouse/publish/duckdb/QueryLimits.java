package io.tallyhouse.publish.duckdb;

import java.time.Duration;

/**
 * What an ad hoc query may use.
 *
 * @param timeout whole seconds, at least one
 * @param memory as DuckDB writes it, for instance {@code 512MB}
 * @param threads at least one
 */
public record QueryLimits(Duration timeout, String memory, int threads) {
    public QueryLimits {
        if (timeout.toSeconds() < 1 || threads < 1) {
            throw new IllegalArgumentException("Invalid limits: timeout " + timeout + ", threads " + threads);
        }
    }

    /** One minute, 1 GB, two threads. */
    public static QueryLimits standard() {
        return new QueryLimits(Duration.ofMinutes(1), "1GB", 2);
    }
}
