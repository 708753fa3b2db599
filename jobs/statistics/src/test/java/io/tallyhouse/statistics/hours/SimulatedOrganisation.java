package io.tallyhouse.statistics.hours;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A small organisation whose true saving is known.
 *
 * <p>Teams differ in size, speed, mix and go-live week; a ticket's minutes without the tool are its stratum's level times team
 * speed, a shock of team and window, and noise; live teams need a share less, which differs a little between teams. The truth is
 * the time these very tickets were spared.
 */
record SimulatedOrganisation(List<TeamCell> baseline, List<TeamCell> period, List<TeamLedger> ledgers, double truth) {
    private static final List<String> WORKFLOWS = List.of("orders", "triage");
    private static final List<String> PRIORITIES = List.of("1", "2", "3", "4");
    private static final List<String> CHANNELS = List.of("chat", "email", "phone");
    private static final double[] PRIORITY_SHARE = {0.04, 0.16, 0.5, 0.3};
    private static final double[] CHANNEL_SHARE = {0.3, 0.55, 0.15};

    static SimulatedOrganisation of(long seed, int teams, int ticketsPerTeam) {
        Random random = new Random(seed);
        List<WorkUnit> baseline = new ArrayList<>();
        List<WorkUnit> period = new ArrayList<>();
        List<TeamLedger> ledgers = new ArrayList<>();
        double truth = 0;
        for (int t = 0; t < teams; t++) {
            String team = "team-" + (100 + t);
            double speed = Math.exp(0.15 * random.nextGaussian());
            double saved = Math.max(0, 0.25 + 0.05 * random.nextGaussian());
            int size = (int) (ticketsPerTeam * (0.5 + random.nextDouble()));
            double live = 0.6 + 0.1 * random.nextInt(5);
            double before = speed * Math.exp(0.05 * random.nextGaussian());
            double after = speed * Math.exp(0.05 * random.nextGaussian());
            for (int i = 0; i < size; i++) {
                StratumKey stratum = stratum(random);
                baseline.add(new WorkUnit("b" + t + "-" + i, team, stratum, seconds(random, stratum, before)));
            }
            for (int i = 0; i < (int) (size * live * 1.5); i++) {
                StratumKey stratum = stratum(random);
                long without = seconds(random, stratum, after);
                long with = Math.round(without * (1 - saved));
                truth += without - with;
                period.add(new WorkUnit("p" + t + "-" + i, team, stratum, with));
            }
            ledgers.add(new TeamLedger(team, 0, 0, Long.MAX_VALUE / 1000));
        }
        return new SimulatedOrganisation(TeamCell.of(baseline), TeamCell.of(period), ledgers, truth);
    }

    private static StratumKey stratum(Random random) {
        return new StratumKey(
                WORKFLOWS.get(random.nextInt(2)),
                pick(random, PRIORITIES, PRIORITY_SHARE),
                pick(random, CHANNELS, CHANNEL_SHARE));
    }

    private static String pick(Random random, List<String> members, double[] shares) {
        double at = random.nextDouble();
        int member = 0;
        while (member < shares.length - 1 && at >= shares[member]) {
            at -= shares[member++];
        }
        return members.get(member);
    }

    private static long seconds(Random random, StratumKey stratum, double speed) {
        double level = stratum.workflow().equals("orders") ? 1500 : 900;
        double urgency = 2.2 - 0.4 * Integer.parseInt(stratum.priority());
        double channel = stratum.channel().equals("phone") ? 1.3 : 1;
        return Math.round(level * urgency * channel * speed * Math.exp(0.5 * random.nextGaussian()));
    }
}
