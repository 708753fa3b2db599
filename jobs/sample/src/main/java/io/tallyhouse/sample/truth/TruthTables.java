package io.tallyhouse.sample.truth;

import io.tallyhouse.sample.SampleOptions;
import io.tallyhouse.sample.world.Clock;
import io.tallyhouse.sample.world.Deviation;
import io.tallyhouse.sample.world.SimulatedTicket;
import io.tallyhouse.sample.world.Team;
import io.tallyhouse.sample.world.Ticket;
import io.tallyhouse.sample.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.TreeMap;

/** The truth in rows, beside truth.json: true effects by team, stratum and week, every clock, every deviation put in. */
final class TruthTables {
    private TruthTables() {}

    static void write(World world, Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("effects.csv"), effects(world));
        Files.writeString(folder.resolve("clocks.csv"), clocks(world));
        Files.writeString(folder.resolve("deviations.csv"), deviations(world));
    }

    private static String effects(World world) {
        SampleOptions options = world.options();
        TreeMap<String, long[]> rows = new TreeMap<>();
        for (SimulatedTicket ticket : world.resolvedTickets()) {
            int week = options.dayOf(ticket.firstResolved()) / 7;
            String key = String.join(
                    ",",
                    ticket.team(),
                    ticket.workflow(),
                    Integer.toString(ticket.priority()),
                    ticket.channel(),
                    options.start().plusWeeks(week).toString(),
                    Boolean.toString(ticket.live()));
            long[] sums = rows.computeIfAbsent(key, k -> new long[4]);
            sums[0]++;
            sums[1] += ticket.handlingSeconds();
            sums[2] += ticket.settledHandlingSeconds() + ticket.effectSeconds();
            sums[3] += ticket.effectSeconds();
        }
        StringBuilder text = new StringBuilder(
                "team,workflow,priority,channel,week,live,tickets,handling_seconds,counterfactual_seconds,effect_seconds\n");
        rows.forEach((key, sums) -> {
            text.append(key);
            for (long sum : sums) {
                text.append(',').append(sum);
            }
            text.append('\n');
        });
        return text.toString();
    }

    private static String clocks(World world) {
        long end = world.options().endSecond();
        StringBuilder text = new StringBuilder(
                "number,kind,priority,started_at,due_at,stopped_at,cancelled_at,outcome,final_outcome,source_differs\n");
        for (Clock clock : world.clocks()) {
            if (clock.attachedAt() >= end) {
                continue;
            }
            long due = clock.dueAt(end);
            text.append(clock.ticket().plan().number())
                    .append(',')
                    .append(clock.definition().kind())
                    .append(',')
                    .append(clock.definition().priority())
                    .append(',')
                    .append(time(clock.startedAt(), Team.NEVER))
                    .append(',')
                    .append(time(due, Team.NEVER))
                    .append(',')
                    .append(time(clock.stoppedAt(), end))
                    .append(',')
                    .append(time(clock.cancelledAt(), end))
                    .append(',')
                    .append(clock.outcome(end).name().toLowerCase(Locale.ROOT))
                    .append(',')
                    .append(clock.outcome(Team.NEVER).name().toLowerCase(Locale.ROOT))
                    .append(',')
                    .append(clock.endsAt() < end && clock.sourceErrs())
                    .append('\n');
        }
        return text.toString();
    }

    private static String deviations(World world) {
        StringBuilder text = new StringBuilder("number,workflow,kind\n");
        for (Ticket ticket : world.tickets()) {
            if (ticket.deviation() != Deviation.NONE) {
                text.append(ticket.plan().number())
                        .append(',')
                        .append(ticket.plan().team().workflow().id())
                        .append(',')
                        .append(ticket.deviation().label())
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static String time(long second, long before) {
        return second >= before ? "" : Instant.ofEpochSecond(second).toString();
    }
}
