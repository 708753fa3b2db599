package io.tallyhouse.statistics.hours;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * Which full strata are merged, and the baseline mean of each, for one set of baseline counts.
 *
 * <p>Every baseline ticket is in exactly one merged stratum and the period's tickets follow it, so that a period equal to the
 * baseline returns exactly 0. From fine to coarse:
 *
 * <ol>
 *   <li>A full stratum with at least {@value #MINIMUM} baseline tickets stands alone.
 *   <li>The thinner ones of one workflow and priority are merged (channel dropped). If together they are still too thin, the
 *       smallest stratum of that workflow and priority that stood alone joins them.
 *   <li>What is too thin without any such neighbour is merged over the workflow (priority dropped); again, if too thin together,
 *       the smallest stratum of the workflow made so far joins. A workflow with fewer than {@value #MINIMUM} is uncovered.
 *   <li>A stratum without baseline tickets changes no merging. It is compared with all baseline tickets of its workflow and
 *       priority if these are at least {@value #MINIMUM}, else with all of its workflow if these are, else it is uncovered.
 * </ol>
 *
 * Ties go to the first in the order of the keys. The instance is a workspace: {@link #derive} overwrites it.
 */
final class StratumPlan {
    static final int MINIMUM = 30;
    private static final int NONE = -1;

    private final int size;
    /** First key after the keys of the same workflow, for each key; so {@code [start, end)} of sorted keys is a group. */
    private final int[] workflowEnd;

    private final int[] workflowStart;
    private final int[] priorityEnd;
    private final int[] priorityStart;
    /** The merged stratum, named by a key in it; NONE when uncovered or not in the baseline. */
    private final int[] home;

    private final StratumLevel[] level;
    private final long[] baseTickets;
    private final long[] baseSeconds;

    /** @param keys distinct, in their order */
    StratumPlan(List<StratumKey> keys) {
        size = keys.size();
        workflowStart = new int[size];
        workflowEnd = new int[size];
        priorityStart = new int[size];
        priorityEnd = new int[size];
        group(keys, StratumKey::sharesWorkflow, workflowStart, workflowEnd);
        group(keys, StratumKey::sharesPriority, priorityStart, priorityEnd);
        home = new int[size];
        level = new StratumLevel[size];
        baseTickets = new long[size];
        baseSeconds = new long[size];
    }

    private static void group(
            List<StratumKey> keys, BiPredicate<StratumKey, StratumKey> same, int[] starts, int[] ends) {
        for (int from = 0, to; from < keys.size(); from = to) {
            for (to = from; to < keys.size() && same.test(keys.get(from), keys.get(to)); to++) {
                starts[to] = from;
            }
            Arrays.fill(ends, from, to, to);
        }
    }

    int home(int stratum) {
        return home[stratum];
    }

    StratumLevel level(int stratum) {
        return level[stratum];
    }

    /** Baseline tickets that the stratum is compared with; its own when it is uncovered. */
    long baseTickets(int stratum) {
        return baseTickets[stratum];
    }

    /** Their handling seconds. */
    long baseSeconds(int stratum) {
        return baseSeconds[stratum];
    }

    /** Baseline mean in seconds, divided from the exact sums. */
    double mean(int stratum) {
        return (double) baseSeconds[stratum] / baseTickets[stratum];
    }

    /**
     * @param tickets measured baseline tickets of each key
     * @param seconds their handling seconds
     */
    void derive(long[] tickets, long[] seconds) {
        for (int stratum = 0; stratum < size; stratum++) {
            boolean alone = tickets[stratum] >= MINIMUM;
            home[stratum] = alone ? stratum : NONE;
            level[stratum] = alone ? StratumLevel.FULL : StratumLevel.UNCOVERED;
        }
        for (int from = 0; from < size; from = priorityEnd[from]) {
            merge(from, priorityEnd[from], StratumLevel.CHANNEL_DROPPED, tickets);
        }
        for (int from = 0; from < size; from = workflowEnd[from]) {
            merge(from, workflowEnd[from], StratumLevel.PRIORITY_DROPPED, tickets);
        }
        for (int stratum = 0; stratum < size; stratum++) {
            if (home[stratum] != NONE) {
                sumHome(stratum, tickets, seconds);
            } else {
                sumRange(stratum, stratum, stratum + 1, tickets, seconds);
                if (tickets[stratum] == 0) {
                    compareNew(stratum, tickets, seconds);
                }
            }
        }
    }

    /** Merges what has no home in the range, with the smallest home of the range if that is needed. */
    private void merge(int from, int to, StratumLevel merged, long[] tickets) {
        long pool = 0;
        int first = NONE;
        for (int i = to - 1; i >= from; i--) {
            if (home[i] == NONE && tickets[i] > 0) {
                pool += tickets[i];
                first = i;
            }
        }
        int joining = pool < MINIMUM ? smallestHome(from, to, tickets) : NONE;
        if (pool == 0 || (pool < MINIMUM && joining == NONE)) {
            return;
        }
        for (int i = from; i < to; i++) {
            boolean homeless = home[i] == NONE && tickets[i] > 0;
            if (homeless || (joining != NONE && home[i] == joining)) {
                home[i] = first;
                level[i] = merged;
            }
        }
    }

    private int smallestHome(int from, int to, long[] tickets) {
        int smallest = NONE;
        long fewest = Long.MAX_VALUE;
        for (int candidate = from; candidate < to; candidate++) {
            long members = 0;
            for (int i = from; i < to; i++) {
                members += home[i] == candidate ? tickets[i] : 0;
            }
            if (members > 0 && members < fewest) {
                fewest = members;
                smallest = candidate;
            }
        }
        return smallest;
    }

    private void sumHome(int stratum, long[] tickets, long[] seconds) {
        baseTickets[stratum] = 0;
        baseSeconds[stratum] = 0;
        for (int i = workflowStart[stratum]; i < workflowEnd[stratum]; i++) {
            if (home[i] == home[stratum]) {
                baseTickets[stratum] += tickets[i];
                baseSeconds[stratum] += seconds[i];
            }
        }
    }

    private void compareNew(int stratum, long[] tickets, long[] seconds) {
        sumRange(stratum, priorityStart[stratum], priorityEnd[stratum], tickets, seconds);
        level[stratum] = StratumLevel.NEW_CHANNEL;
        if (baseTickets[stratum] < MINIMUM) {
            sumRange(stratum, workflowStart[stratum], workflowEnd[stratum], tickets, seconds);
            level[stratum] = StratumLevel.NEW_PRIORITY;
        }
        if (baseTickets[stratum] < MINIMUM) {
            sumRange(stratum, stratum, stratum + 1, tickets, seconds);
            level[stratum] = StratumLevel.UNCOVERED;
        }
    }

    private void sumRange(int stratum, int from, int to, long[] tickets, long[] seconds) {
        baseTickets[stratum] = 0;
        baseSeconds[stratum] = 0;
        for (int i = from; i < to; i++) {
            baseTickets[stratum] += tickets[i];
            baseSeconds[stratum] += seconds[i];
        }
    }
}
