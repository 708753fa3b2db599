package io.tallyhouse.stages.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tallyhouse.catalogue.metric.Metric;
import io.tallyhouse.catalogue.metric.Metric.Dimension;
import io.tallyhouse.catalogue.metric.Metric.Grain;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CountedFiguresTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-03-22");
    private static final Map<Dimension, String> A = Map.of(Dimension.TEAM, "A", Dimension.SOURCE, "servicenow");
    private static final Map<Dimension, String> B = Map.of(Dimension.TEAM, "B", Dimension.SOURCE, "servicenow");
    private static final Map<Dimension, String> LOG =
            Map.of(Dimension.TEAM, "(unknown)", Dimension.SOURCE, "eventlog/old");

    /** Hand-offs per resolved ticket; sums are hand-offs, tickets, tickets. */
    private static TestMetric handOffs() {
        return new TestMetric("hand_offs").ratio("hand_offs", "1").splits(Dimension.TEAM, Dimension.SOURCE);
    }

    @Test
    void totalsAndSourcesHaveEveryPeriodOfTheAxisMembersOnlyThoseWithUnits() {
        LeafSums leaves = new Leaves(handOffs().grains(Grain.WEEK).make())
                .with("2026-03-02", A, "1", "2", "2")
                .with("2026-03-16", B, "3", "2", "2")
                .make();
        assertThat(figures(leaves))
                .extracting(
                        f -> name(f.member()),
                        f -> f.period().start().toString(),
                        f -> f.judgement().value())
                .containsExactlyInAnyOrder(
                        tuple("total", "2026-03-02", 0.5),
                        tuple("total", "2026-03-09", null),
                        tuple("total", "2026-03-16", 1.5),
                        tuple("servicenow", "2026-03-02", 0.5),
                        tuple("servicenow", "2026-03-09", null),
                        tuple("servicenow", "2026-03-16", 1.5),
                        tuple("A", "2026-03-02", 0.5),
                        tuple("B", "2026-03-16", 1.5));
    }

    @Test
    void theAxisComesFromAllTables() {
        LeafSums none = new Leaves(handOffs().grains(Grain.WEEK).make()).make();
        LeafSums other = new Leaves(
                        new TestMetric("cost").source("fct_x").sum("cost").make())
                .with("2026-03-12", Map.of(), "1", "1")
                .make();
        assertThat(figures(none, other))
                .filteredOn(f -> f.name().equals("hand_offs"))
                .extracting(
                        f -> f.period().start().toString(), f -> f.judgement().reason())
                .containsExactly(tuple("2026-03-09", "not_delivered"), tuple("2026-03-16", "not_delivered"));
    }

    @Test
    void aLogThatEndedHasNoWeeksUpToAsOf() {
        LeafSums leaves = new Leaves(handOffs().grains(Grain.WEEK, Grain.ALL).make())
                .with("2026-02-02", true, LOG, "1", "1", "1")
                .with("2026-02-17", true, LOG, "1", "1", "1")
                .make();
        assertThat(figures(leaves))
                .extracting(
                        f -> name(f.member()),
                        f -> f.period().start() + ".." + f.period().end())
                .containsExactly(
                        tuple("eventlog/old", "2026-02-02..2026-02-08"),
                        tuple("eventlog/old", "2026-02-09..2026-02-15"),
                        tuple("eventlog/old", "2026-02-16..2026-02-22"),
                        tuple("eventlog/old", "2026-02-02..2026-03-22"));
    }

    @Test
    void smallMembersHaveOneTrailingSpanAWeek() {
        LeafSums leaves = new Leaves(handOffs().grains(Grain.TRAILING28).make())
                .with("2026-03-14", A, "1", "1", "1")
                .make();
        // Saturday the 14th to Sunday the 22nd: nine spans, of which two end on a Sunday.
        assertThat(figures(leaves)).filteredOn(f -> f.member().isTotal()).hasSize(9);
        assertThat(figures(leaves))
                .filteredOn(f -> name(f.member()).equals("A"))
                .extracting(f -> f.period().end().toString())
                .containsExactly("2026-03-15", "2026-03-22");
    }

    @Test
    void aMembersInputIsDeliveredInAllPeriodsWhenItEverWas() {
        TestMetric metric = handOffs().delivered("hand_offs IS NOT NULL").grains(Grain.WEEK);
        // Sums: hand-offs, tickets, units, units delivered.
        LeafSums leaves = new Leaves(metric.make())
                .with("2026-03-02", A, "0", "1", "1", "0")
                .with("2026-03-09", A, "4", "1", "1", "1")
                .with("2026-03-09", B, "0", "1", "1", "0")
                .make();
        assertThat(figures(leaves))
                .filteredOn(f -> List.of("A", "B").contains(name(f.member())))
                .extracting(
                        f -> name(f.member()),
                        f -> f.period().start().toString(),
                        f -> f.judgement().status())
                .containsExactlyInAnyOrder(
                        tuple("A", "2026-03-02", "ok"),
                        tuple("A", "2026-03-09", "ok"),
                        tuple("B", "2026-03-09", "no_data"));
    }

    @Test
    void nothingThatHasNotBegunIsShown() {
        LeafSums leaves = new Leaves(handOffs().grains(Grain.WEEK).make())
                .with("2026-03-16", A, "1", "1", "1")
                .with("2026-03-30", A, "1", "1", "1")
                .make();
        assertThat(figures(leaves))
                .extracting(f -> f.period().start().toString())
                .containsOnly("2026-03-16")
                .hasSize(3);
    }

    @Test
    void aPartIsAFigureOfItsOwnOverTheSameDenominator() {
        LeafSums leaves = new Leaves(handOffs()
                        .part("late", "late")
                        .splits()
                        .grains(Grain.WEEK)
                        .make())
                .with("2026-03-16", Map.of(), "2", "4", "4", "1")
                .make();
        assertThat(figures(leaves))
                .extracting(FigureRow::name, f -> f.judgement().value())
                .containsExactly(tuple("hand_offs", 0.5), tuple("hand_offs.late", 0.25));
    }

    @Test
    void growthIsTheEndAgainstTheDayBeforeThePeriod() {
        // Sums: open, groups counted. Sundays the 1st and the 8th, Wednesday the 11th, Saturday the 21st, the last day
        // that is over.
        LeafSums leaves = new Leaves(new TestMetric("growth")
                        .growth("open")
                        .splits(Dimension.TEAM)
                        .make())
                .with("2026-03-01", A, "8", "1")
                .with("2026-03-08", A, "10", "2")
                .with("2026-03-11", A, "99", "1")
                .with("2026-03-21", B, "3", "1")
                .make();
        assertThat(figures(leaves))
                .filteredOn(f -> f.period().grain() == Grain.WEEK)
                .extracting(
                        f -> name(f.member()),
                        f -> f.period().start().toString(),
                        f -> f.judgement().value(),
                        f -> f.judgement().reason(),
                        f -> f.judgement().n())
                .containsExactlyInAnyOrder(
                        tuple("total", "2026-02-23", null, "empty", 1L),
                        tuple("total", "2026-03-02", 0.25, null, 3L),
                        // None was open on Sunday the 15th.
                        tuple("total", "2026-03-09", -1.0, null, 2L),
                        tuple("total", "2026-03-16", null, "empty", 1L),
                        tuple("A", "2026-02-23", null, "empty", 1L),
                        tuple("A", "2026-03-02", 0.25, null, 3L),
                        tuple("A", "2026-03-09", -1.0, null, 2L),
                        tuple("B", "2026-03-16", null, "empty", 1L));
    }

    @Test
    void aSnapshotOfAPeriodWithoutAFinishedDayIsUnknownOneOfAPeriodWithoutUnitsIsNothing() {
        LocalDate monday = LocalDate.parse("2026-03-16");
        Metric open = new TestMetric("open")
                .sum("open")
                .asSnapshot()
                .grains(Grain.WEEK)
                .make();
        LeafSums leaves = new Leaves(
                        open, new TestMetric("growth").growth("open").make())
                .with("2026-03-01", A, "8", "1")
                .make();
        Axis axis = new Axis(leaves.leaves(), monday);
        assertThat(new CountedFigures(axis, new Basis(0, 0, 0, 0.05), UnitFigures.none(), UnitFigures.none())
                        .of(leaves))
                .filteredOn(f -> f.period().grain() == Grain.WEEK)
                .extracting(
                        FigureRow::name,
                        f -> f.period().start().toString(),
                        f -> f.judgement().value(),
                        f -> f.judgement().status(),
                        f -> f.judgement().reason())
                .containsExactlyInAnyOrder(
                        tuple("open", "2026-02-23", 8.0, "ok", null),
                        tuple("open", "2026-03-02", 0.0, "ok", null),
                        tuple("open", "2026-03-09", 0.0, "ok", null),
                        tuple("open", "2026-03-16", null, "no_data", "empty"),
                        tuple("growth", "2026-02-23", null, "no_data", "empty"),
                        tuple("growth", "2026-03-02", -1.0, "ok", null),
                        tuple("growth", "2026-03-09", null, "no_data", "empty"),
                        tuple("growth", "2026-03-16", null, "no_data", "empty"));
    }

    @Test
    void membersAreCountedOnceInEveryPeriodHoweverManyUnitsTheyHave() {
        TestMetric using = new TestMetric("using")
                .ratio("used", "eligible")
                .distinct(Dimension.WORKFLOW)
                .splits(Dimension.TEAM)
                .grains(Grain.WEEK, Grain.ALL);
        // Sums: used, eligible, items.
        LeafSums leaves = new Leaves(using.make())
                .with("2026-03-09", workflow("A", "mail"), "0", "5", "5")
                .with("2026-03-10", workflow("B", "mail"), "2", "5", "5")
                .with("2026-03-10", workflow("A", "chat"), "0", "1", "1")
                .with("2026-03-10", workflow("A", "phone"), "0", "0", "4")
                .with("2026-03-16", workflow("A", "chat"), "3", "3", "3")
                .make();
        assertThat(figures(leaves))
                .extracting(
                        f -> name(f.member()),
                        f -> f.period().grain() + " " + f.period().start(),
                        f -> whole(f.judgement().numerator()) + "/"
                                + whole(f.judgement().denominator()),
                        f -> f.judgement().n())
                .containsExactlyInAnyOrder(
                        tuple("total", "WEEK 2026-03-09", "1/2", 3L),
                        tuple("total", "WEEK 2026-03-16", "1/1", 1L),
                        tuple("total", "ALL 2026-03-09", "2/2", 3L),
                        tuple("A", "WEEK 2026-03-09", "0/2", 3L),
                        tuple("A", "WEEK 2026-03-16", "1/1", 1L),
                        tuple("A", "ALL 2026-03-09", "1/2", 3L),
                        tuple("B", "WEEK 2026-03-09", "1/1", 1L),
                        tuple("B", "ALL 2026-03-09", "1/1", 1L));
    }

    private static Map<Dimension, String> workflow(String team, String workflow) {
        return Map.of(Dimension.TEAM, team, Dimension.WORKFLOW, workflow);
    }

    private static String whole(@Nullable BigDecimal sum) {
        return sum == null ? "none" : sum.toBigInteger().toString();
    }

    private static List<FigureRow> figures(LeafSums... groups) {
        List<Leaf> leaves = new ArrayList<>();
        List.of(groups).forEach(g -> leaves.addAll(g.leaves()));
        CountedFigures figures = new CountedFigures(
                new Axis(leaves, TODAY), new Basis(0, 0, 0, 0.05), UnitFigures.none(), UnitFigures.none());
        List<FigureRow> rows = new ArrayList<>();
        List.of(groups).forEach(g -> rows.addAll(figures.of(g)));
        return rows;
    }

    private static String name(Member member) {
        return member.values().stream()
                .filter(v -> !v.equals(Member.ALL))
                .findFirst()
                .orElse("total");
    }
}
