package io.tallyhouse.stages.engine;

import io.tallyhouse.lake.run.EngineContext;
import io.tallyhouse.lake.run.TableEngine;
import io.tallyhouse.statistics.Figure;
import io.tallyhouse.statistics.hours.HoursEstimate;
import io.tallyhouse.statistics.hours.HoursReturned;
import io.tallyhouse.statistics.hours.Interval;
import io.tallyhouse.statistics.hours.StratumKey;
import io.tallyhouse.statistics.hours.StratumLevel;
import io.tallyhouse.statistics.hours.StratumRow;
import io.tallyhouse.statistics.hours.TeamCell;
import io.tallyhouse.statistics.hours.TeamLedger;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Hours claimed, standardised and returned, per function and period. Spark sums tickets by team and stratum; the driver holds those
 * sums, of which there are teams × strata × periods whatever the number of tickets, and estimates from them.
 */
public final class Hours implements TableEngine {
    private static final double HOUR = 3600;
    private static final String ALL = "All";
    private static final StructType SCHEMA = StructType.fromDDL("metric STRING, grain STRING, period_start DATE,"
            + " period_end DATE, function STRING, value DOUBLE, lower DOUBLE, upper DOUBLE, n BIGINT, covered BIGINT,"
            + " unmeasured BIGINT, clusters BIGINT, p_value DOUBLE, baseline_id STRING, status STRING, reason STRING,"
            + " basis STRING, strata STRING, teams STRING");

    /** A period of a function. */
    private record Slot(String grain, LocalDate start, LocalDate end, String function) {}

    /** What is known of a slot. */
    private static final class Facts {
        final List<TeamCell> cells = new ArrayList<>();
        final List<TeamLedger> ledgers = new ArrayList<>();
    }

    @Override
    public Dataset<Row> compute(EngineContext context) {
        for (String input : List.of("fct_ticket", "prompt", "training", "approval", "person", "team", "workflow")) {
            context.input(input);
        }
        SparkSession session = context.session();
        String asOf = "TIMESTAMP '" + context.asOf() + "'";
        session.sql(HoursSql.PERIODS
                        .replace(
                                ":today",
                                "DATE '" + context.asOf().atZone(ZoneOffset.UTC).toLocalDate() + "'")
                        .replace(":as_of", asOf))
                .createOrReplaceTempView("hours_period");
        session.sql(HoursSql.TICKETS.replace(":as_of", asOf)).createOrReplaceTempView("hours_ticket");
        Map<String, List<TeamCell>> baseline = new TreeMap<>();
        Map<String, String> baselineIds = new TreeMap<>();
        for (Row row : context.reference("baseline_stratum").collectAsList()) {
            String function = row.getAs("function");
            baselineIds.put(function, row.getAs("baseline_id"));
            baseline.computeIfAbsent(function, f -> new ArrayList<>()).add(cell(row));
        }
        Row setting = context.reference("hours_setting").head();
        Map<Slot, Facts> slots = new HashMap<>();
        for (Row row : session.sql(HoursSql.CELLS).collectAsList()) {
            slots.computeIfAbsent(slot(row), s -> new Facts()).cells.add(cell(row));
        }
        String paid = String.format(Locale.ROOT, "%sD", setting.<Double>getAs("paid_hours_per_week"));
        for (Row row : session.sql(HoursSql.LEDGERS.replace(":paid_hours", paid).replace(":as_of", asOf))
                .collectAsList()) {
            slots.computeIfAbsent(slot(row), s -> new Facts())
                    .ledgers
                    .add(new TeamLedger(
                            row.getAs("team"),
                            row.getAs("training_seconds"),
                            row.getAs("review_seconds"),
                            row.getAs("paid_seconds")));
        }
        return rows(session, slots, baseline, baselineIds, setting);
    }

    private static Dataset<Row> rows(
            SparkSession session,
            Map<Slot, Facts> slots,
            Map<String, List<TeamCell>> baseline,
            Map<String, String> baselineIds,
            Row setting) {
        addTotals(slots, baseline);
        List<Row> out = new ArrayList<>();
        Map<Slot, HoursEstimate> estimates = new HashMap<>();
        List<TeamCell> allBaselines =
                baseline.values().stream().flatMap(List::stream).toList();
        slots.forEach((slot, facts) -> {
            List<TeamCell> base = slot.function().equals(ALL) ? allBaselines : baseline.get(slot.function());
            if (base == null || base.isEmpty()) {
                out.addAll(withoutBaseline(slot, facts));
                return;
            }
            HoursEstimate estimate = HoursReturned.estimate(
                    base, facts.cells, facts.ledgers, setting.getAs("seed"), setting.getAs("draws"));
            estimates.put(slot, estimate);
            String id = slot.function().equals(ALL)
                    ? String.join(",", baselineIds.values())
                    : baselineIds.get(slot.function());
            out.addAll(figures(slot, estimate, facts.ledgers, id));
        });
        Dataset<Row> finished = session.createDataFrame(out, SCHEMA);
        return finished.unionByName(claims(session, estimates, baselineIds));
    }

    /** All functions with a baseline together, each against its own strata. */
    private static void addTotals(Map<Slot, Facts> slots, Map<String, List<TeamCell>> baseline) {
        Map<Slot, Facts> totals = new HashMap<>();
        slots.forEach((slot, facts) -> {
            if (baseline.containsKey(slot.function()) || baseline.isEmpty()) {
                Facts total =
                        totals.computeIfAbsent(new Slot(slot.grain(), slot.start(), slot.end(), ALL), s -> new Facts());
                total.cells.addAll(facts.cells);
                total.ledgers.addAll(facts.ledgers);
            }
        });
        slots.putAll(totals);
    }

    private static List<Row> withoutBaseline(Slot slot, Facts facts) {
        long n = facts.cells.stream()
                .mapToLong(c -> c.tickets() + c.unmeasured())
                .sum();
        List<Row> rows = new ArrayList<>();
        for (String metric :
                List.of("hours_claimed", "hours_standardised", "hours_returned", "hours_returned_lower95")) {
            rows.add(RowFactory.create(
                    metric,
                    slot.grain(),
                    slot.start(),
                    slot.end(),
                    slot.function(),
                    null,
                    null,
                    null,
                    n,
                    0L,
                    0L,
                    0L,
                    null,
                    null,
                    "no_data",
                    "no_baseline",
                    "measured",
                    null,
                    null));
        }
        return rows;
    }

    private static List<Row> figures(
            Slot slot, HoursEstimate e, List<TeamLedger> ledgers, @Nullable String baselineId) {
        Figure lower = e.netInterval() == null || e.net().value() == null
                ? new Figure(null, io.tallyhouse.statistics.FigureStatus.NOT_ESTIMABLE, reasonWithout(e))
                : Figure.ok(e.netInterval().lower());
        return List.of(
                row(
                        "hours_standardised",
                        slot,
                        e,
                        e.standardised(),
                        e.standardisedInterval(),
                        baselineId,
                        HoursJson.strata(e),
                        null),
                row("hours_returned", slot, e, e.net(), e.netInterval(), baselineId, null, HoursJson.teams(e, ledgers)),
                row("hours_returned_lower95", slot, e, lower, null, baselineId, null, null));
    }

    private static @Nullable String reasonWithout(HoursEstimate e) {
        return e.net().value() == null ? e.net().reason() : e.intervalReason();
    }

    private static Row row(
            String metric,
            Slot slot,
            HoursEstimate e,
            Figure figure,
            @Nullable Interval interval,
            @Nullable String baselineId,
            @Nullable String strata,
            @Nullable String teams) {
        Double value = figure.value();
        return RowFactory.create(
                metric,
                slot.grain(),
                slot.start(),
                slot.end(),
                slot.function(),
                value == null ? null : value / HOUR,
                interval == null || value == null ? null : interval.lower() / HOUR,
                interval == null || value == null ? null : interval.upper() / HOUR,
                e.coverage().tickets(),
                e.coverage().covered(),
                e.coverage().unmeasured(),
                (long) e.clusters(),
                e.pValue(),
                baselineId,
                figure.status().name().toLowerCase(Locale.ROOT),
                value == null ? figure.reason() : e.intervalReason(),
                "measured",
                strata,
                teams);
    }

    /** One claim a ticket, the largest, at most the baseline mean of its stratum; nothing where the stratum has none. */
    private static Dataset<Row> claims(
            SparkSession session, Map<Slot, HoursEstimate> estimates, Map<String, String> baselineIds) {
        List<Row> means = new ArrayList<>();
        estimates.forEach((slot, e) -> {
            for (StratumRow s : e.strata()) {
                if (s.level() != StratumLevel.UNCOVERED) {
                    for (StratumKey member : s.members()) {
                        means.add(RowFactory.create(
                                slot.grain(),
                                slot.start(),
                                slot.end(),
                                slot.function(),
                                member.workflow(),
                                member.priority(),
                                member.channel(),
                                s.baselineMean()));
                    }
                }
            }
        });
        session.createDataFrame(
                        means,
                        StructType.fromDDL("grain STRING, period_start DATE, period_end DATE, function STRING,"
                                + " workflow STRING, priority STRING, channel STRING, baseline_mean DOUBLE"))
                .createOrReplaceTempView("hours_mean");
        List<Row> ids = new ArrayList<>();
        baselineIds.forEach((function, id) -> ids.add(RowFactory.create(function, id)));
        ids.add(RowFactory.create(ALL, String.join(",", baselineIds.values())));
        session.createDataFrame(ids, StructType.fromDDL("function STRING, baseline_id STRING"))
                .createOrReplaceTempView("hours_baseline");
        return session.sql(HoursSql.CLAIMS);
    }

    private static Slot slot(Row row) {
        return new Slot(row.getAs("grain"), row.getAs("period_start"), row.getAs("period_end"), row.getAs("function"));
    }

    private static TeamCell cell(Row row) {
        return new TeamCell(
                row.getAs("team"),
                new StratumKey(row.getAs("workflow"), row.getAs("priority"), row.getAs("channel")),
                row.getAs("tickets"),
                row.getAs("unmeasured"),
                row.getAs("seconds"));
    }
}
