package io.tallyhouse.sample.world;

import io.tallyhouse.sample.SampleOptions;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Teams, people and calendars: what stands before the first ticket. */
public final class Organisation {
    private final SampleOptions options;
    private final List<Team> teams;
    private final List<Person> persons;
    private final List<Training> trainings;
    private final Map<Region, OfficeCalendar> offices = new EnumMap<>(Region.class);
    private final OfficeCalendar always = OfficeCalendar.always();
    private final List<List<Person>> frontline = new ArrayList<>();
    private final List<Person> managers = new ArrayList<>();
    private final Map<String, Training> trainingOf = new HashMap<>();
    private final Map<Workflow, List<Team>> byWorkflow = new EnumMap<>(Workflow.class);

    Organisation(SampleOptions options, List<Team> teams, List<Person> persons, List<Training> trainings) {
        this.options = options;
        this.teams = List.copyOf(teams);
        this.persons = List.copyOf(persons);
        this.trainings = List.copyOf(trainings);
        for (Training training : trainings) {
            trainingOf.put(training.person().id(), training);
        }
        for (Region region : Region.values()) {
            offices.put(region, OfficeCalendar.office(region, options.startSecond(), options.endSecond()));
        }
        for (Workflow workflow : Workflow.values()) {
            byWorkflow.put(
                    workflow,
                    teams.stream().filter(t -> t.workflow() == workflow).toList());
        }
        for (Team team : teams) {
            List<Person> members =
                    persons.stream().filter(p -> p.homeTeam().equals(team)).toList();
            frontline.add(members.stream()
                    .filter(p -> p.role().equals(Person.FRONTLINE))
                    .toList());
            managers.add(members.stream()
                    .filter(p -> p.role().equals(Person.MANAGER))
                    .findFirst()
                    .orElseThrow());
        }
    }

    /** The options it was made from. */
    public SampleOptions options() {
        return options;
    }

    /** All teams, in order of their index. */
    public List<Team> teams() {
        return teams;
    }

    /** All persons, in order of their id. */
    public List<Person> persons() {
        return persons;
    }

    /** All training assignments, in order of their id. */
    public List<Training> trainings() {
        return trainings;
    }

    /** The office calendar of a region. */
    public OfficeCalendar calendar(Region region) {
        OfficeCalendar calendar = offices.get(region);
        if (calendar == null) {
            throw new IllegalStateException("No calendar for " + region);
        }
        return calendar;
    }

    /** The calendar that never closes. */
    public OfficeCalendar always() {
        return always;
    }

    /** The training of a person; null for those who got none. */
    public @Nullable Training training(Person person) {
        return trainingOf.get(person.id());
    }

    long seed() {
        return options.seed();
    }

    /** Mean seconds of a unit of effort in a workflow. */
    double baseSeconds(Workflow workflow) {
        return workflow == Workflow.SUPPORT ? 795 : 1_000;
    }

    List<Team> teams(Workflow workflow) {
        return byWorkflow.getOrDefault(workflow, List.of());
    }

    /** Another team of the same workflow. */
    Team otherTeam(Team team, double where) {
        List<Team> peers = teams(team.workflow());
        int position = peers.indexOf(team);
        int step = 1 + (int) (where * (peers.size() - 1));
        return peers.get((position + step) % peers.size());
    }

    Person manager(Team team) {
        return managers.get(team.index());
    }

    /** One of the people who started in a team and work on tickets. */
    Person frontline(Team team, double which) {
        List<Person> members = frontline.get(team.index());
        return members.get((int) (which * members.size()));
    }
}
