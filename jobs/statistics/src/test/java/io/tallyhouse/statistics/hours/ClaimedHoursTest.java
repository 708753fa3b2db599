package io.tallyhouse.statistics.hours;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ClaimedHoursTest {
    private static final StratumKey MAIL = new StratumKey("triage", "4", "mail");
    private static final StratumKey REFUND = new StratumKey("refunds", "3", "mail");

    @Test
    void oneClaimPerTicketAtMostTheBaseline() {
        // Baseline mean of MAIL: 18,000 s / 30 = 600 s. Ticket 1 claims 200 and 500: 500. Ticket 2 claims 900: 600.
        // Ticket 3
        // claims 600: 600, not cut. Ticket 4 has no baseline mean; x names no ticket, y one of another period: 1,700 s.
        List<WorkUnit> period = List.of(
                new WorkUnit("1", "A", MAIL, 400L),
                new WorkUnit("2", "A", MAIL, 400L),
                new WorkUnit("3", "A", MAIL, null),
                new WorkUnit("4", "A", REFUND, 400L),
                new WorkUnit("5", "A", MAIL, 400L));
        List<StratumRow> strata = HoursReturned.estimate(
                        List.of(new TeamCell("A", MAIL, 30, 0, 18_000)),
                        TeamCell.of(period),
                        List.of(new TeamLedger("A", 0, 0, 1)),
                        1,
                        1999)
                .strata();
        List<Claim> claims = new ArrayList<>(List.of(
                new Claim("a", "1", 200),
                new Claim("b", "1", 500),
                new Claim("c", "2", 900),
                new Claim("d", "3", 600),
                new Claim("e", "4", 100),
                new Claim("y", "9", 100),
                new Claim("x", null, 100)));

        ClaimedHours expected = new ClaimedHours(1_700, 3, 1, 1, 1, List.of("x", "y"));
        assertThat(ClaimedHours.of(claims, period, strata)).isEqualTo(expected);
        Collections.shuffle(claims, new Random(5));
        assertThat(ClaimedHours.of(claims, period, strata)).isEqualTo(expected);
    }
}
