package io.tallyhouse.sample.world;

import io.tallyhouse.sample.SampleOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes teams, people and their training from the options. */
public final class OrganisationFactory {
    /** Whole weeks before the first go-live of Support Ops; the first of them fills the queues, eight more are a baseline. */
    public static final int SUPPORT_GO_LIVE_WEEK = 9;

    /** Whole weeks before the first go-live of Order Ops. */
    public static final int ORDER_GO_LIVE_WEEK = 14;

    /** Teams kept as controls are small. */
    private static final double CONTROL_SIZE = 0.45;

    private static final long DAY = SampleOptions.DAY;
    private static final String[] FIRST = {
        "Ada", "Ben", "Chen", "Dara", "Emil", "Fay", "Goran", "Hana", "Ivo", "Jun", "Kira", "Liam", "Mei", "Nils",
        "Oona", "Priya", "Quinn", "Ravi", "Sara", "Tom"
    };
    private static final String[] LAST = {
        "Abel", "Brandt", "Castro", "Dubois", "Eklund", "Fischer", "Gupta", "Hughes", "Ito", "Jensen", "Khan", "Lopez",
        "Meyer", "Nowak", "Ortiz", "Park", "Reyes", "Singh", "Tanaka", "Weber"
    };

    private final SampleOptions options;

    private OrganisationFactory(SampleOptions options) {
        this.options = options;
    }

    /** The organisation of the options. */
    public static Organisation create(SampleOptions options) {
        return new OrganisationFactory(options).create();
    }

    private Organisation create() {
        List<Team> teams = new ArrayList<>();
        double size = Math.max(0, options.scale() - 0.1);
        addTeams(teams, Workflow.SUPPORT, 15 + (int) Math.round(17 * size), 12 + (int) Math.round(14 * size));
        addTeams(teams, Workflow.ORDER, 14 + (int) Math.round(10 * size), 11 + (int) Math.round(8 * size));
        List<Person> persons = persons(teams);
        return new Organisation(options, teams, persons, trainings(persons));
    }

    private void addTeams(List<Team> teams, Workflow workflow, int count, int live) {
        double[] shares = new double[count];
        double total = 0;
        for (int i = 0; i < count; i++) {
            shares[i] =
                    Draw.of(options.seed(), "team-share", workflow.ordinal(), i).logNormal(0.2)
                            * (i < live ? 1 : CONTROL_SIZE);
            total += shares[i];
        }
        for (int i = 0; i < count; i++) {
            Draw draw = Draw.of(options.seed(), "team", workflow.ordinal(), i);
            int wave = i * 3 / live;
            long goLive = i < live ? goLiveWeek(workflow, wave) : Team.NEVER;
            boolean late = options.confounded() && workflow == Workflow.SUPPORT && i == live - 1;
            teams.add(new Team(
                    teams.size(),
                    String.format(Locale.ROOT, "%s-%02d", workflow.prefix(), i + 1),
                    workflow,
                    Region.values()[draw.pick(0.45, 0.3, 0.25)],
                    goLive,
                    late ? goLive + SampleOptions.WEEK : goLive,
                    i < live && wave == 0,
                    shares[i] / total,
                    draw.logNormal(0.05),
                    Math.max(0.4, 1 + 0.04 * draw.normal())));
        }
    }

    private long goLiveWeek(Workflow workflow, int wave) {
        int first = workflow == Workflow.SUPPORT ? SUPPORT_GO_LIVE_WEEK : ORDER_GO_LIVE_WEEK;
        return options.startSecond() + (first + wave) * SampleOptions.WEEK;
    }

    private List<Person> persons(List<Team> teams) {
        int count = Math.max(teams.size() * 4, (int) Math.round(2_300 * options.scale()));
        List<Person> persons = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int round = i / teams.size();
            Team team = teams.get(i % teams.size());
            persons.add(person(i, team, teams, round));
        }
        return persons;
    }

    private Person person(int i, Team team, List<Team> teams, int round) {
        Draw draw = Draw.of(options.seed(), "person", i);
        String id = String.format(Locale.ROOT, "P%05d", i + 1);
        String first = FIRST[draw.index(FIRST.length)];
        String last = LAST[draw.index(LAST.length)];
        String email = (first + "." + last + "." + id).toLowerCase(Locale.ROOT) + "@shop.example";
        String role = round == 0 ? Person.MANAGER : Person.FRONTLINE;
        if (round == 1 && i % 7 == 0) {
            role = Person.LIAISON;
        }
        int hours = draw.pick(0.8, 0.2) == 0 ? 40 : 32;
        return new Person(id, first + " " + last, email, role, hours, postings(draw, team, teams, role, round));
    }

    private List<Person.Posting> postings(Draw draw, Team team, List<Team> teams, String role, int round) {
        long startDay = options.start().toEpochDay();
        long joined = startDay - draw.between(60, 1_500);
        long known = (startDay - 1) * DAY;
        boolean moves = options.confounded() && role.equals(Person.FRONTLINE) && round >= 3 && draw.chance(0.04);
        boolean backDated = round == 2 && options.confounded() && team.index() == 0;
        if ((!moves && !backDated) || options.weeks() < 10) {
            return List.of(new Person.Posting(team, joined, Long.MAX_VALUE, known));
        }
        long day = startDay + 7L * draw.between(3, options.weeks() - 7);
        List<Team> peers = teams.stream()
                .filter(t -> t.workflow() == team.workflow() && !t.equals(team))
                .toList();
        Team next = peers.get(draw.index(peers.size()));
        long recorded = (backDated ? day + 42 : day - 3) * DAY + 9 * 3_600;
        return List.of(
                new Person.Posting(team, joined, day, known), new Person.Posting(next, day, Long.MAX_VALUE, recorded));
    }

    private List<Training> trainings(List<Person> persons) {
        List<Training> trainings = new ArrayList<>();
        for (Person person : persons) {
            if (person.homeTeam().everLive() && !person.role().equals(Person.LIAISON)) {
                trainings.add(training(person, trainings.size()));
            }
        }
        return trainings;
    }

    private Training training(Person person, int serial) {
        Draw draw = Draw.of(options.seed(), "training", serial);
        Team team = person.homeTeam();
        boolean frontline = person.role().equals(Person.FRONTLINE);
        long assigned = team.goLive() - 21 * DAY + draw.between(8 * 3_600, 16 * 3_600);
        int fate = draw.pick(0.925, 0.055, 0.02);
        boolean isVoid = draw.chance(0.02);
        double days = fate == 0 ? 1 + 12.5 * draw.uniform() : 15 + 12 * draw.uniform();
        long completed = isVoid || fate == 2 ? Team.NEVER : assigned + (long) (days * DAY);
        boolean passesAtOnce = draw.chance(0.85);
        double score = Math.round((0.85 + 0.15 * draw.uniform()) * 100) / 100.0;
        long quiz = completed == Team.NEVER ? Team.NEVER : passesAtOnce ? completed : completed + 2 * DAY;
        long shadow = quiz == Team.NEVER
                ? Team.NEVER
                : Math.max(quiz + DAY, team.goLive() - 4 * DAY + (long) (5 * DAY * draw.uniform()));
        @Nullable String microtool = frontline ? team.workflow().microtools().get(0) : null;
        return new Training(
                String.format(Locale.ROOT, "TR%05d", serial + 1),
                person,
                team,
                frontline ? "frontline_ops_t1" : "ops_manager_track",
                microtool,
                assigned,
                completed,
                isVoid ? assigned + 5 * DAY : Team.NEVER,
                score,
                quiz,
                frontline ? shadow : Team.NEVER,
                frontline ? 75 * 60 : 55 * 60);
    }
}
