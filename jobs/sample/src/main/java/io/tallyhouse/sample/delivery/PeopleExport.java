package io.tallyhouse.sample.delivery;

import io.tallyhouse.sample.SampleOptions;
import io.tallyhouse.sample.world.Person;
import io.tallyhouse.sample.world.Region;
import io.tallyhouse.sample.world.Team;
import io.tallyhouse.sample.world.Training;
import io.tallyhouse.sample.world.World;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** Teams, persons, rates and training as HR, finance and the learning system export them. */
final class PeopleExport {
    static final String TEAMS = "team_id,name,function,region,go_live_at,recorded_at";
    static final String PERSONS =
            "person_id,email,role,team_id,region,paid_hours_per_week,valid_from,valid_to,recorded_at";
    static final String RATES =
            "role,region,effective_from,hourly_rate,currency,realisation_rate,signed_by,recorded_at";
    static final String TRAINING = "assignment_id,person_id,team_id,track_id,microtool,assigned_at,completed_at,status,"
            + "quiz_score,quiz_passed_at,shadow_samples,shadow_passed_at,training_seconds,recorded_at";
    private static final String[] ROLES = {Person.FRONTLINE, Person.MANAGER, Person.LIAISON};
    private static final int[] BASE_RATES = {34, 52, 58};
    private static final int[] REGION_PERCENT = {100, 92, 61};

    private PeopleExport() {}

    static Dataset teams(World world) {
        Dataset teams = new Dataset("people", "teams", Layout.CSV, TEAMS, r -> r);
        for (Team team : world.organisation().teams()) {
            String number = team.id().substring(team.id().indexOf('-') + 1);
            teams.add(
                    0,
                    Csv.line(
                            team.id(),
                            team.workflow().function() + " " + number,
                            team.workflow().function(),
                            team.region().name(),
                            Times.iso(team.recordedGoLive()),
                            Times.iso(world.options().startSecond())));
        }
        return teams;
    }

    static Dataset persons(World world) {
        Dataset persons = new Dataset("people", "persons", Layout.CSV, PERSONS, r -> r);
        SampleOptions options = world.options();
        for (Person person : world.organisation().persons()) {
            List<Person.Posting> postings = person.postings();
            persons.add(
                    0,
                    person(
                            person,
                            postings.get(0),
                            Long.MAX_VALUE,
                            postings.get(0).recordedAt()));
            for (int i = 1; i < postings.size(); i++) {
                Person.Posting next = postings.get(i);
                if (next.recordedAt() < options.endSecond()) {
                    int day = options.dayOf(next.recordedAt());
                    Person.Posting left = postings.get(i - 1);
                    persons.add(day, person(person, left, left.toDay(), next.recordedAt()));
                    persons.add(day, person(person, next, Long.MAX_VALUE, next.recordedAt()));
                }
            }
        }
        return persons;
    }

    private static String person(Person person, Person.Posting posting, long toDay, long recordedAt) {
        return Csv.line(
                person.id(),
                person.email(),
                person.role(),
                posting.team().id(),
                posting.team().region().name(),
                person.paidHours() + ".00",
                LocalDate.ofEpochDay(posting.fromDay()).toString(),
                toDay == Long.MAX_VALUE ? "" : LocalDate.ofEpochDay(toDay).toString(),
                Times.iso(recordedAt));
    }

    static Dataset rates(World world) {
        Dataset rates = new Dataset("people", "rate_card", Layout.CSV, RATES, r -> r);
        for (int role = 0; role < ROLES.length; role++) {
            for (Region region : Region.values()) {
                int cents = BASE_RATES[role] * REGION_PERCENT[region.ordinal()];
                rates.add(
                        0,
                        Csv.line(
                                ROLES[role],
                                region.name(),
                                world.options().start().withDayOfYear(1).toString(),
                                String.format(Locale.ROOT, "%d.%02d", cents / 100, cents % 100),
                                "USD",
                                "0.7000",
                                "finance controller",
                                Times.iso(world.options().startSecond())));
            }
        }
        return rates;
    }

    static Dataset training(World world) {
        Dataset rows = new Dataset("learning", "training", Layout.CSV, TRAINING, PeopleExport::damage);
        SampleOptions options = world.options();
        for (Training training : world.organisation().trainings()) {
            TreeSet<Long> changes = new TreeSet<>(List.of(
                    training.assignedAt(),
                    training.completedAt(),
                    training.voidedAt(),
                    training.quizPassedAt(),
                    training.shadowPassedAt()));
            for (long time : changes) {
                if (time >= options.startSecond() && time < options.endSecond()) {
                    rows.add(options.dayOf(time), training(training, time));
                }
            }
        }
        return rows;
    }

    /** A copy whose status no contract knows. */
    private static String damage(String row) {
        return row.replaceFirst(",(assigned|completed|void),", ",finished?,");
    }

    /** The assignment as known at a time. */
    private static String training(Training training, long time) {
        boolean completed = training.completedAt() <= time;
        boolean passed = training.quizPassedAt() <= time;
        boolean shadowed = training.shadowPassedAt() <= time;
        return Csv.line(
                training.id(),
                training.person().id(),
                training.team().id(),
                training.track(),
                training.microtool() == null ? "" : training.microtool(),
                Times.iso(training.assignedAt()),
                completed ? Times.iso(training.completedAt()) : "",
                training.voidedAt() <= time ? "void" : completed ? "completed" : "assigned",
                passed ? String.format(Locale.ROOT, "%.2f", training.quizScore()) : completed ? "0.70" : "",
                passed ? Times.iso(training.quizPassedAt()) : "",
                shadowed ? Integer.toString(Training.SHADOW_SAMPLE) : "0",
                shadowed ? Times.iso(training.shadowPassedAt()) : "",
                completed ? Long.toString(training.seconds()) : "0",
                Times.iso(time));
    }
}
