package io.tallyhouse.statistics.hours;

import java.io.Serializable;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The tickets of one team in one stratum, summed: all that the estimator needs to know of them.
 *
 * @param team the cluster
 * @param stratum the full stratum
 * @param tickets tickets with measured handling seconds
 * @param unmeasured tickets without
 * @param seconds sum of the handling seconds of the measured ones
 */
public record TeamCell(String team, StratumKey stratum, long tickets, long unmeasured, long seconds)
        implements Serializable {
    static final Comparator<TeamCell> ORDER =
            Comparator.comparing(TeamCell::team).thenComparing(TeamCell::stratum);

    /** @throws IllegalArgumentException when a count is negative, or there are seconds without tickets */
    public TeamCell {
        if (tickets < 0 || unmeasured < 0 || (tickets == 0 && seconds != 0)) {
            throw new IllegalArgumentException("Invalid cell of team " + team + " in " + stratum + ": " + tickets
                    + " measured, " + unmeasured + " unmeasured, " + seconds + " s");
        }
    }

    /** Sums tickets; the result is in order of team and stratum whatever the order of the tickets. */
    public static List<TeamCell> of(Collection<WorkUnit> units) {
        Map<List<Object>, TeamCell> cells = new HashMap<>();
        for (WorkUnit unit : units) {
            Long seconds = unit.seconds();
            TeamCell one = new TeamCell(
                    unit.team(),
                    unit.stratum(),
                    seconds == null ? 0 : 1,
                    seconds == null ? 1 : 0,
                    seconds == null ? 0 : seconds);
            cells.merge(List.of(unit.team(), unit.stratum()), one, TeamCell::plus);
        }
        return cells.values().stream().sorted(ORDER).toList();
    }

    private TeamCell plus(TeamCell other) {
        return new TeamCell(
                team,
                stratum,
                tickets + other.tickets,
                unmeasured + other.unmeasured,
                Math.addExact(seconds, other.seconds));
    }
}
