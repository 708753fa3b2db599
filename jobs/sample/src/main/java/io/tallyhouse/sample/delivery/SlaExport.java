package io.tallyhouse.sample.delivery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.tallyhouse.sample.SampleOptions;
import io.tallyhouse.sample.world.Clock;
import io.tallyhouse.sample.world.Draw;
import io.tallyhouse.sample.world.OfficeCalendar;
import io.tallyhouse.sample.world.OfficeCalendar.Span;
import io.tallyhouse.sample.world.Region;
import io.tallyhouse.sample.world.SlaDefinition;
import io.tallyhouse.sample.world.Team;
import io.tallyhouse.sample.world.World;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** SLA definitions, calendars and clocks as the Table API answers them. */
final class SlaExport {
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final String PAUSE = "incident_stateINAwaiting User Info,Awaiting Problem,Awaiting Vendor";

    private SlaExport() {}

    static Dataset definitions(World world) {
        Dataset definitions = new Dataset("servicenow", "contract_sla", Layout.TABLE_API, "", r -> r);
        for (SlaDefinition definition : SlaDefinition.all()) {
            definitions.add(
                    0,
                    new JsonRecord()
                            .put("sys_id", definition.sysId())
                            .put("name", definition.name())
                            .put("type", "SLA")
                            .put("target", definition.kind())
                            .put("duration", Times.tableApi(definition.seconds()))
                            .reference(
                                    "schedule",
                                    "cmn_schedule",
                                    definition.aroundTheClock() ? null : scheduleId(office(world, Region.US)))
                            .put("pause_condition", definition.pauses() ? PAUSE : "")
                            .put(
                                    "sys_updated_on",
                                    Times.tableApi(world.options().startSecond()))
                            .put("sys_mod_count", "0")
                            .text());
        }
        return definitions;
    }

    static Dataset schedules(World world) {
        Dataset schedules = new Dataset("servicenow", "cmn_schedule", Layout.TABLE_API, "", r -> r);
        for (Region region : Region.values()) {
            OfficeCalendar calendar = office(world, region);
            JsonRecord record = new JsonRecord()
                    .put("sys_id", scheduleId(calendar))
                    .put("name", "Office hours " + region.name())
                    .put("time_zone", region.zone().getId());
            ArrayNode spans = record.fields().putArray("spans");
            spans.addObject()
                    .put("name", "Weekdays")
                    .put("start_date_time", "20200106T080000")
                    .put("end_date_time", "20200106T180000")
                    .put("repeat_type", "weekdays")
                    .put("show_as", "busy");
            for (LocalDate holiday : calendar.holidays()) {
                spans.addObject()
                        .put("name", "Holiday")
                        .put("start_date_time", holiday.format(DAY) + "T000000")
                        .put("end_date_time", holiday.format(DAY) + "T235959")
                        .put("all_day", "true")
                        .put("repeat_type", "none")
                        .put("type", "exclude");
            }
            record.put("sys_updated_on", Times.tableApi(world.options().startSecond()));
            schedules.add(0, record.text());
        }
        return schedules;
    }

    static Dataset clocks(World world) {
        Dataset clocks = new Dataset("servicenow", "task_sla", Layout.TABLE_API, "", IncidentExport::damage);
        String usual = scheduleId(office(world, Region.US));
        for (Clock clock : world.clocks()) {
            String schedule = clock.definition().aroundTheClock() ? usual : scheduleId(clock.calendar());
            new Versions(clock, schedule.equals(usual) ? null : schedule).addTo(clocks, world.options());
        }
        return clocks;
    }

    private static OfficeCalendar office(World world, Region region) {
        return world.organisation().calendar(region);
    }

    private static String scheduleId(OfficeCalendar calendar) {
        return Draw.of(0, "schedule-" + calendar.id().toLowerCase(Locale.ROOT)).hex32();
    }

    /** The records of one clock over time: for each day with a change that of its last change. */
    private record Versions(Clock clock, @Nullable String schedule) {
        void addTo(Dataset clocks, SampleOptions options) {
            TreeSet<Long> changes = new TreeSet<>(List.of(clock.attachedAt(), clock.endsAt(), clock.repairedAt()));
            for (Span pause : clock.pauses()) {
                changes.add(pause.from());
                changes.add(pause.to());
            }
            List<Long> times = changes.stream()
                    .filter(t -> t >= clock.attachedAt() && t < options.endSecond())
                    .toList();
            int updates = 0;
            for (int i = 0; i < times.size(); i++) {
                long time = times.get(i);
                updates = time == clock.repairedAt() ? 0 : updates;
                int day = options.dayOf(time);
                if (i + 1 == times.size() || options.dayOf(times.get(i + 1)) > day) {
                    clocks.add(day, record(time, updates));
                }
                updates++;
            }
        }

        private String record(long time, int updates) {
            boolean repaired = time >= clock.repairedAt();
            boolean ended = clock.endsAt() <= time;
            List<Span> pauses = clock.pausesAt(time + 1);
            @Nullable Span open = ended || pauses.isEmpty() ? null : pauses.get(pauses.size() - 1);
            open = open == null || open.to() <= time ? null : open;
            long due = clock.dueAt(time + 1);
            boolean late = due <= Math.min(time, clock.endsAt());
            return new JsonRecord()
                    .put("sys_id", repaired ? clock.repairedId() : clock.sysId())
                    .reference("task", "task", clock.ticket().sysId())
                    .reference("sla", "contract_sla", clock.definition().sysId())
                    .put("stage", stage(ended, open != null))
                    .put("start_time", Times.tableApi(clock.startedAt()))
                    .put("end_time", ended ? Times.tableApi(clock.endsAt()) : "")
                    .put("pause_time", open == null ? "" : Times.tableApi(open.from()))
                    .put("pause_duration", Times.tableApi(paused(pauses)))
                    .put("planned_end_time", due == Span.OPEN_END ? "" : Times.tableApi(due))
                    .put("has_breached", Boolean.toString(late != (ended && clock.sourceErrs())))
                    .put("active", Boolean.toString(!ended))
                    .reference("schedule", "cmn_schedule", schedule)
                    .put("sys_created_on", Times.tableApi(repaired ? clock.repairedAt() : clock.attachedAt()))
                    .put("sys_updated_on", Times.tableApi(time))
                    .put("sys_mod_count", Integer.toString(updates))
                    .text();
        }

        private String stage(boolean ended, boolean paused) {
            if (ended) {
                return clock.cancelledAt() == Team.NEVER ? "completed" : "cancelled";
            }
            return paused ? "paused" : "in_progress";
        }

        private static long paused(List<Span> pauses) {
            return pauses.stream()
                    .filter(p -> p.to() != Span.OPEN_END)
                    .mapToLong(p -> p.to() - p.from())
                    .sum();
        }
    }
}
