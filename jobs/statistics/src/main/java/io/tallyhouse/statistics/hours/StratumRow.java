package io.tallyhouse.statistics.hours;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of the calculation that a controller can follow: {@code contribution = n · μ − seconds = n (μ − ȳ)}.
 *
 * @param stratum what its tickets share, {@code All} where dropped
 * @param level with what it is compared
 * @param members the full strata in it
 * @param tickets n: measured tickets of the period
 * @param seconds their handling seconds
 * @param unmeasured tickets of the period without handling seconds
 * @param baselineTickets measured baseline tickets that it is compared with
 * @param baselineSeconds their handling seconds
 * @param baselineMean μ in seconds; null when uncovered
 * @param periodMean ȳ in seconds; null without measured tickets
 * @param contribution seconds returned; null when uncovered
 */
public record StratumRow(
        StratumKey stratum,
        StratumLevel level,
        List<StratumKey> members,
        long tickets,
        long seconds,
        long unmeasured,
        long baselineTickets,
        long baselineSeconds,
        @Nullable Double baselineMean,
        @Nullable Double periodMean,
        @Nullable Double contribution)
        implements Serializable {}
