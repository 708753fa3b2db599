package io.tallyhouse.stages.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallyhouse.statistics.hours.HoursEstimate;
import io.tallyhouse.statistics.hours.StratumKey;
import io.tallyhouse.statistics.hours.StratumRow;
import io.tallyhouse.statistics.hours.TeamLedger;
import io.tallyhouse.statistics.hours.TeamRow;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An estimate line by line, as the tables hours_stratum and hours_team take it apart: enough to add the figure up again. */
final class HoursJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private HoursJson() {}

    static String strata(HoursEstimate e) {
        ArrayNode list = JSON.createArrayNode();
        for (StratumRow s : e.strata()) {
            ObjectNode node = stratum(list.addObject(), s.stratum())
                    .put("level", s.level().name().toLowerCase(Locale.ROOT))
                    .put("n", s.tickets())
                    .put("unmeasured", s.unmeasured())
                    .put("baseline_n", s.baselineTickets())
                    .put("seconds", s.seconds())
                    .put("baseline_seconds", s.baselineSeconds());
            node.put("mean_seconds", s.periodMean());
            node.put("baseline_mean_seconds", s.baselineMean());
            node.put("returned_seconds", s.contribution());
            ArrayNode members = JSON.createArrayNode();
            s.members().forEach(m -> stratum(members.addObject(), m));
            node.put("members", members.toString());
        }
        return list.toString();
    }

    private static ObjectNode stratum(ObjectNode node, StratumKey key) {
        return node.put("workflow", key.workflow())
                .put("priority", key.priority())
                .put("channel", key.channel());
    }

    /** @param ledgers of every team with tickets or overhead */
    static String teams(HoursEstimate e, List<TeamLedger> ledgers) {
        Map<String, TeamLedger> byTeam = new HashMap<>();
        ledgers.forEach(l -> byTeam.put(l.team(), l));
        ArrayNode list = JSON.createArrayNode();
        for (TeamRow t : e.teams()) {
            TeamLedger ledger = byTeam.get(t.team());
            if (ledger == null) {
                throw new IllegalStateException("Team " + t.team() + " has hours but no ledger");
            }
            list.addObject()
                    .put("team", t.team())
                    .put("n", t.tickets())
                    .put("standardised_seconds", t.standardised())
                    .put("training_seconds", ledger.trainingSeconds())
                    .put("review_seconds", ledger.reviewSeconds())
                    .put("paid_seconds", ledger.paidSeconds())
                    .put("returned_seconds", t.net());
        }
        return list.toString();
    }
}
