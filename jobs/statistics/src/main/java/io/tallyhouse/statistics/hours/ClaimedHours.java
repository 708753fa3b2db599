package io.tallyhouse.statistics.hours;

import java.io.Serializable;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the tools claim to have saved on the period's tickets, one claim per ticket: the largest, at most the baseline mean of
 * the ticket's stratum. Seconds.
 *
 * @param seconds sum over tickets; exact in {@code long} except for the means that claims were cut to
 * @param tickets tickets with a claim that counts
 * @param cut tickets whose claim was above the baseline mean
 * @param repeated claims that gave way to another of the same ticket
 * @param uncovered tickets with a claim but without a baseline mean: worth 0
 * @param withoutTicket ids, in order, of claims that name no ticket or none of the period: worth 0
 */
public record ClaimedHours(
        double seconds, long tickets, long cut, long repeated, long uncovered, List<String> withoutTicket)
        implements Serializable {

    /**
     * @param claims in any order
     * @param period the tickets of the period, each once
     * @param strata the lines of the estimate of the same period, for its baseline means
     */
    public static ClaimedHours of(
            Collection<Claim> claims, Collection<WorkUnit> period, Collection<StratumRow> strata) {
        Map<String, StratumKey> stratumOf = new HashMap<>();
        period.forEach(unit -> stratumOf.put(unit.ticketKey(), unit.stratum()));
        TreeMap<String, Long> largest = new TreeMap<>();
        TreeSet<String> withoutTicket = new TreeSet<>();
        long repeated = 0;
        for (Claim claim : claims) {
            String ticket = claim.ticketKey();
            if (ticket == null || !stratumOf.containsKey(ticket)) {
                withoutTicket.add(claim.claimId());
            } else {
                repeated += largest.containsKey(ticket) ? 1 : 0;
                largest.merge(ticket, claim.seconds(), Math::max);
            }
        }
        return capped(largest, stratumOf, means(strata), repeated, List.copyOf(withoutTicket));
    }

    private static ClaimedHours capped(
            TreeMap<String, Long> largest,
            Map<String, StratumKey> stratumOf,
            Map<StratumKey, Double> means,
            long repeated,
            List<String> withoutTicket) {
        long whole = 0;
        double cutTo = 0;
        long cut = 0;
        long uncovered = 0;
        for (Map.Entry<String, Long> claim : largest.entrySet()) {
            Double mean = means.get(stratumOf.get(claim.getKey()));
            if (mean == null) {
                uncovered++;
            } else if (claim.getValue() > mean) {
                cut++;
                cutTo += mean;
            } else {
                whole = Math.addExact(whole, claim.getValue());
            }
        }
        return new ClaimedHours(whole + cutTo, largest.size() - uncovered, cut, repeated, uncovered, withoutTicket);
    }

    private static Map<StratumKey, Double> means(Collection<StratumRow> strata) {
        Map<StratumKey, Double> means = new HashMap<>();
        for (StratumRow row : strata) {
            Double mean = row.baselineMean();
            if (mean != null) {
                row.members().forEach(member -> means.put(member, mean));
            }
        }
        return means;
    }
}
