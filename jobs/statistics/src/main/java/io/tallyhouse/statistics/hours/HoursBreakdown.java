package io.tallyhouse.statistics.hours;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The point estimate told line by line. */
final class HoursBreakdown {
    private final HoursGrid grid;
    private final Standardisation point;
    private final long[] tickets;
    private final long[] seconds;
    private final long[] unmeasured;

    HoursBreakdown(HoursGrid grid, Standardisation point) {
        this.grid = grid;
        this.point = point;
        tickets = sumOverTeams(grid.tickets);
        seconds = sumOverTeams(grid.seconds);
        unmeasured = sumOverTeams(grid.unmeasured);
    }

    private long[] sumOverTeams(long[] cells) {
        long[] sums = new long[grid.strata.size()];
        for (int i = 0; i < cells.length; i++) {
            sums[i % sums.length] += cells[i];
        }
        return sums;
    }

    Coverage coverage() {
        long measured = 0;
        long without = 0;
        for (int stratum = 0; stratum < tickets.length; stratum++) {
            measured += tickets[stratum];
            without += unmeasured[stratum];
        }
        return new Coverage(point.covered(), measured - point.covered(), without);
    }

    /** n times baseline mean of all strata, less what the period's own mix would have taken at baseline means. */
    @Nullable
    Double mix() {
        long allTickets = 0;
        long allSeconds = 0;
        for (int i = 0; i < grid.baseTickets.length; i++) {
            allTickets += grid.baseTickets[i];
            allSeconds += grid.baseSeconds[i];
        }
        if (allTickets == 0 || point.covered() == 0) {
            return null;
        }
        double expected = 0;
        for (int stratum = 0; stratum < tickets.length; stratum++) {
            expected += point.plan().level(stratum).covered()
                    ? tickets[stratum] * point.plan().mean(stratum)
                    : 0;
        }
        return (double) point.covered() * allSeconds / allTickets - expected;
    }

    List<StratumRow> strata() {
        TreeMap<Integer, List<Integer>> groups = new TreeMap<>();
        for (int stratum = 0; stratum < tickets.length; stratum++) {
            int home = point.plan().home(stratum);
            groups.computeIfAbsent(home < 0 ? stratum : home, key -> new ArrayList<>())
                    .add(stratum);
        }
        return groups.values().stream().map(this::row).toList();
    }

    private StratumRow row(List<Integer> members) {
        int first = members.get(0);
        StratumLevel level = point.plan().level(first);
        long n = 0;
        long y = 0;
        long without = 0;
        for (int member : members) {
            n += tickets[member];
            y += seconds[member];
            without += unmeasured[member];
        }
        Double mean = level.covered() ? Double.valueOf(point.plan().mean(first)) : null;
        return new StratumRow(
                label(grid.strata.get(first), level),
                level,
                members.stream().map(grid.strata::get).toList(),
                n,
                y,
                without,
                point.plan().baseTickets(first),
                point.plan().baseSeconds(first),
                mean,
                n == 0 ? null : Double.valueOf((double) y / n),
                mean == null ? null : Double.valueOf(n * mean - y));
    }

    private static StratumKey label(StratumKey key, StratumLevel level) {
        return switch (level) {
            case CHANNEL_DROPPED -> new StratumKey(key.workflow(), key.priority(), StratumKey.ALL);
            case PRIORITY_DROPPED -> new StratumKey(key.workflow(), StratumKey.ALL, StratumKey.ALL);
            case FULL, NEW_CHANNEL, NEW_PRIORITY, UNCOVERED -> key;
        };
    }

    List<TeamRow> teams() {
        List<TeamRow> rows = new ArrayList<>();
        for (int team = 0; team < grid.teams.size(); team++) {
            if (grid.hasTickets(team) || grid.overheadSeconds[team] > 0) {
                double uncapped = point.teamStandardised(team) - grid.overheadSeconds[team];
                rows.add(new TeamRow(
                        grid.teams.get(team),
                        grid.measured(team),
                        point.teamStandardised(team),
                        grid.overheadSeconds[team],
                        point.net(team),
                        uncapped - point.net(team)));
            }
        }
        return List.copyOf(rows);
    }
}
