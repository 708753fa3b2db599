package io.tallyhouse.stages.engine;

import io.tallyhouse.lake.run.EngineContext;
import io.tallyhouse.lake.run.TableEngine;
import io.tallyhouse.statistics.calendar.BusinessCalendar;
import io.tallyhouse.statistics.calendar.TimeSpan;
import io.tallyhouse.statistics.clock.ClockFacts;
import io.tallyhouse.statistics.clock.ClockReading;
import io.tallyhouse.statistics.clock.SlaClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;

/**
 * SLA clocks recomputed from start, target, calendar and pauses. A clock pauses while the ticket is in a state that the
 * definition's pause condition names. Beside them stands a clock of kind closure for every ticket whose source gives a verdict at its
 * first closing.
 */
public final class SlaClocks implements TableEngine {
    private static final StructType CLOCK = StructType.fromDDL("clock_id STRING, ticket_key STRING, sla_name STRING,"
            + " kind STRING, started_at TIMESTAMP, target_seconds BIGINT, due_at TIMESTAMP, stopped_at TIMESTAMP,"
            + " paused_seconds BIGINT, calendar_id STRING, elapsed_business_seconds BIGINT, outcome STRING,"
            + " breached_at TIMESTAMP, source_breached BOOLEAN, priority STRING, workflow_id STRING, team_id STRING,"
            + " is_log BOOLEAN");

    @Override
    public Dataset<Row> compute(EngineContext context) {
        for (String input : List.of("servicenow__task_sla", "servicenow__contract_sla", "servicenow__incident")) {
            context.input(input);
        }
        Instant asOf = context.asOf();
        // Calendars are definitions: a handful, whatever the number of tickets.
        Map<String, BusinessCalendar> calendars = new HashMap<>();
        for (Row row : context.input("servicenow__cmn_schedule")
                .select("sys_id", "time_zone", "spans")
                .collectAsList()) {
            calendars.put(row.getString(0), Schedules.calendar(row.getString(0), row.getString(1), row.getString(2)));
        }
        Dataset<Row> facts = context.session().sql(FACTS);
        Dataset<Row> clocks = facts.mapPartitions(
                (MapPartitionsFunction<Row, Row>) rows -> {
                    List<Row> out = new ArrayList<>();
                    while (rows.hasNext()) {
                        Row row = clock(rows.next(), calendars, asOf);
                        if (row != null) {
                            out.add(row);
                        }
                    }
                    return out.iterator();
                },
                Encoders.row(CLOCK));
        context.input("ticket_event");
        return clocks.unionByName(context.session().sql(CLOSURE.replace(":as_of", "TIMESTAMP '" + asOf + "'")));
    }

    private static @Nullable Row clock(Row row, Map<String, BusinessCalendar> calendars, Instant asOf) {
        Instant startedAt = row.getAs("started_at");
        Instant ended = row.getAs("ended_at");
        // A record whose end lies before its start is kept as a clock that ended when it began.
        Instant endedAt = ended != null && ended.isBefore(startedAt) ? startedAt : ended;
        boolean cancelled = row.getAs("is_cancelled");
        String calendarId = row.getAs("calendar_id");
        BusinessCalendar calendar = calendarId == null ? BusinessCalendar.always() : calendars.get(calendarId);
        if (calendar == null) {
            throw new IllegalArgumentException("Cannot compute the SLA clocks of " + row.getAs("ticket_key")
                    + ": schedule " + calendarId + " was not delivered; deliver servicenow/cmn_schedule with it");
        }
        long target = row.getAs("target_seconds");
        ClockFacts facts =
                new ClockFacts(startedAt, target, pauses(row), cancelled ? null : endedAt, cancelled ? endedAt : null);
        ClockReading reading = SlaClock.read(facts, calendar, asOf).orElse(null);
        if (reading == null) {
            return null;
        }
        return RowFactory.create(
                row.getAs("clock_id"),
                row.getAs("ticket_key"),
                row.getAs("sla_name"),
                row.getAs("kind"),
                startedAt,
                target,
                reading.targetAt(),
                reading.stoppedAt(),
                reading.pausedSeconds(),
                calendarId,
                reading.elapsedBusinessSeconds(),
                reading.outcome().name().toLowerCase(Locale.ROOT),
                reading.breachedAt(),
                row.getAs("source_breached"),
                row.getAs("priority"),
                row.getAs("workflow_id"),
                row.getAs("team_id"),
                false);
    }

    /** Stretches in which the ticket was in a pausing state; the last one may be open. */
    private static List<TimeSpan> pauses(Row row) {
        String condition = row.getAs("pause_condition");
        scala.collection.Seq<Row> states = row.getAs("states");
        List<TimeSpan> pauses = new ArrayList<>();
        if (condition == null || states == null) {
            return pauses;
        }
        List<String> pausing = PauseCondition.states(condition);
        Instant since = null;
        for (Row state : JavaConverters.seqAsJavaList(states)) {
            Instant at = state.getAs("at");
            boolean paused = pausing.contains(state.<String>getAs("state"));
            if (paused && since == null) {
                since = at;
            } else if (!paused && since != null) {
                if (at.isAfter(since)) {
                    pauses.add(new TimeSpan(since, at));
                }
                since = null;
            }
        }
        if (since != null) {
            pauses.add(TimeSpan.since(since));
        }
        return pauses;
    }

    private static final String FACTS = """
            WITH clock AS (
              SELECT
                concat_ws('/', 'servicenow', i.number, c.name, date_format(t.start_time, "yyyy-MM-dd'T'HH:mm:ss")) AS clock_id,
                concat('servicenow:', i.number) AS ticket_key,
                c.name AS sla_name,
                CASE
                  WHEN c.type <> 'SLA' THEN 'operational'
                  WHEN c.target = 'response' THEN 'response'
                  ELSE 'resolution'
                END AS kind,
                t.start_time AS started_at,
                t.end_time AS ended_at,
                lower(t.stage) IN ('cancelled', 'canceled') AS is_cancelled,
                c.duration AS target_seconds,
                coalesce(t.schedule, c.schedule) AS calendar_id,
                nullif(c.pause_condition, '') AS pause_condition,
                t.has_breached AS source_breached
              FROM servicenow__task_sla AS t
              INNER JOIN servicenow__incident AS i ON i.sys_id = t.task
              INNER JOIN servicenow__contract_sla AS c ON c.sys_id = t.sla
            ),

            history AS (
              SELECT
                ticket_key,
                array_sort(collect_list(struct(seq, at, state, priority, last_team_id))) AS states,
                min_by(priority, seq) AS opening_priority,
                min_by(workflow_id, seq) AS workflow_id
              FROM ticket_event
              WHERE source = 'servicenow'
              GROUP BY ticket_key
            )

            SELECT
              c.*,
              h.states,
              -- In charge at the stop; the last known one while the clock runs.
              element_at(filter(h.states, s -> c.ended_at IS NULL OR s.at <= c.ended_at), -1).last_team_id AS team_id,
              h.workflow_id,
              coalesce(
                CAST(coalesce(
                  element_at(filter(h.states, s -> s.at <= c.started_at), -1).priority,
                  h.opening_priority
                ) AS STRING),
                '(unknown)'
              ) AS priority
            FROM clock AS c
            LEFT JOIN history AS h ON h.ticket_key = c.ticket_key
            """;

    /** Closing and verdict of sources that give no clocks of their own. */
    private static final String CLOSURE = """
            WITH closing AS (
              SELECT
                ticket_key,
                min(
                  CASE WHEN activity = 'close' AND at <= :as_of THEN struct(seq, at, source_made_sla, last_team_id) END
                ) AS closing,
                min(coalesce(opened_at, at)) AS started_at,
                min_by(priority, seq) AS priority,
                min_by(workflow_id, seq) AS workflow_id
              FROM ticket_event
              GROUP BY ticket_key
            )

            SELECT
              concat(ticket_key, '/closure') AS clock_id,
              ticket_key,
              'closure' AS sla_name,
              'closure' AS kind,
              started_at,
              CAST(NULL AS BIGINT) AS target_seconds,
              CAST(NULL AS TIMESTAMP) AS due_at,
              closing.at AS stopped_at,
              CAST(NULL AS BIGINT) AS paused_seconds,
              CAST(NULL AS STRING) AS calendar_id,
              CAST(NULL AS BIGINT) AS elapsed_business_seconds,
              CASE WHEN closing.source_made_sla THEN 'met' ELSE 'breached' END AS outcome,
              CAST(NULL AS TIMESTAMP) AS breached_at,
              NOT closing.source_made_sla AS source_breached,
              coalesce(CAST(priority AS STRING), '(unknown)') AS priority,
              workflow_id,
              closing.last_team_id AS team_id,
              FALSE AS is_log
            FROM closing
            WHERE closing.source_made_sla IS NOT NULL
            """;
}
