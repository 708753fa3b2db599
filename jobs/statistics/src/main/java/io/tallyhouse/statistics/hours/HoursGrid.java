package io.tallyhouse.statistics.hours;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Tickets and seconds by team and full stratum, in order, as flat arrays: row = team, column = stratum. */
final class HoursGrid {
    final List<String> teams;
    final List<StratumKey> strata;
    final long[] baseTickets;
    final long[] baseSeconds;
    final long[] tickets;
    final long[] seconds;
    final long[] unmeasured;
    final long[] overheadSeconds;
    /** {@code Long.MAX_VALUE} for a team that is in the baseline only: it returns nothing, so nothing is capped. */
    final long[] paidSeconds;

    private HoursGrid(List<String> teams, List<StratumKey> strata) {
        this.teams = teams;
        this.strata = strata;
        int cells = teams.size() * strata.size();
        baseTickets = new long[cells];
        baseSeconds = new long[cells];
        tickets = new long[cells];
        seconds = new long[cells];
        unmeasured = new long[cells];
        overheadSeconds = new long[teams.size()];
        paidSeconds = new long[teams.size()];
    }

    static HoursGrid of(Collection<TeamCell> baseline, Collection<TeamCell> period, Collection<TeamLedger> ledgers) {
        Map<String, TeamLedger> ledgerOf = new TreeMap<>();
        for (TeamLedger ledger : ledgers) {
            if (ledgerOf.put(ledger.team(), ledger) != null) {
                throw new IllegalArgumentException("Invalid ledgers: team " + ledger.team() + " has more than one");
            }
        }
        for (TeamCell cell : period) {
            if (!ledgerOf.containsKey(cell.team())) {
                throw new IllegalArgumentException("Cannot net the hours of team " + cell.team()
                        + ": it has tickets in the period but no ledger of overhead and paid time");
            }
        }
        TreeSet<String> teams = new TreeSet<>(ledgerOf.keySet());
        TreeSet<StratumKey> strata = new TreeSet<>();
        for (Collection<TeamCell> cells : List.of(baseline, period)) {
            cells.forEach(cell -> teams.add(cell.team()));
            cells.forEach(cell -> strata.add(cell.stratum()));
        }
        HoursGrid grid = new HoursGrid(new ArrayList<>(teams), new ArrayList<>(strata));
        grid.fill(baseline, period, ledgerOf);
        return grid;
    }

    private void fill(Collection<TeamCell> baseline, Collection<TeamCell> period, Map<String, TeamLedger> ledgerOf) {
        for (int team = 0; team < teams.size(); team++) {
            TeamLedger ledger = ledgerOf.get(teams.get(team));
            overheadSeconds[team] = ledger == null ? 0 : ledger.overheadSeconds();
            paidSeconds[team] = ledger == null ? Long.MAX_VALUE : ledger.paidSeconds();
        }
        Map<String, Integer> teamAt = positions(teams);
        Map<StratumKey, Integer> stratumAt = positions(strata);
        for (TeamCell cell : baseline) {
            int at = at(teamAt.get(cell.team()), stratumAt.get(cell.stratum()));
            baseTickets[at] = Math.addExact(baseTickets[at], cell.tickets());
            baseSeconds[at] = Math.addExact(baseSeconds[at], cell.seconds());
        }
        for (TeamCell cell : period) {
            int at = at(teamAt.get(cell.team()), stratumAt.get(cell.stratum()));
            tickets[at] = Math.addExact(tickets[at], cell.tickets());
            seconds[at] = Math.addExact(seconds[at], cell.seconds());
            unmeasured[at] = Math.addExact(unmeasured[at], cell.unmeasured());
        }
    }

    private int at(@Nullable Integer team, @Nullable Integer stratum) {
        if (team == null || stratum == null) {
            throw new IllegalStateException("Invalid grid: a cell lies outside it");
        }
        return team * strata.size() + stratum;
    }

    private static <T> Map<T, Integer> positions(List<T> sorted) {
        Map<T, Integer> positions = new TreeMap<>();
        for (int i = 0; i < sorted.size(); i++) {
            positions.put(sorted.get(i), i);
        }
        return positions;
    }

    /** Sum of a grid's column over teams, each as often as its weight says. */
    void columnSums(long[] cells, int[] weights, long[] sums) {
        for (int stratum = 0; stratum < sums.length; stratum++) {
            sums[stratum] = 0;
        }
        for (int team = 0; team < weights.length; team++) {
            if (weights[team] > 0) {
                int row = team * sums.length;
                for (int stratum = 0; stratum < sums.length; stratum++) {
                    sums[stratum] += weights[team] * cells[row + stratum];
                }
            }
        }
    }

    /** Teams with a measured ticket in the period: the clusters that carry the estimate. */
    int clusters() {
        int clusters = 0;
        for (int team = 0; team < teams.size(); team++) {
            clusters += hasTickets(team) ? 1 : 0;
        }
        return clusters;
    }

    boolean hasTickets(int team) {
        return measured(team) > 0;
    }

    /** Measured tickets of a team in the period. */
    long measured(int team) {
        long measured = 0;
        for (int stratum = 0; stratum < strata.size(); stratum++) {
            measured += tickets[team * strata.size() + stratum];
        }
        return measured;
    }
}
