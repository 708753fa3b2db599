package io.tallyhouse.stages.kpi;

import io.tallyhouse.catalogue.metric.Metric;
import io.tallyhouse.catalogue.metric.Metric.Dimension;
import io.tallyhouse.catalogue.metric.Metric.Grain;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The figures of counted metrics. */
final class CountedFigures {
    private static final Set<Grain> OF_THE_AXIS = EnumSet.of(Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.ALL);

    private final Axis axis;
    private final Basis basis;
    private final UnitFigures<Double> medians;
    private final UnitFigures<Precisions.Counts> precisions;

    CountedFigures(Axis axis, Basis basis, UnitFigures<Double> medians, UnitFigures<Precisions.Counts> precisions) {
        this.axis = axis;
        this.basis = basis;
        this.medians = medians;
        this.precisions = precisions;
    }

    /**
     * Totals and sources have a row for every period of the axis, so that a period without units says so; other members, days and
     * trailing spans only where there are units.
     */
    List<FigureRow> of(LeafSums leafSums) {
        RollUp rollUp = new RollUp(leafSums, axis);
        List<FigureRow> rows = new ArrayList<>();
        for (Split split : leafSums.group().splits()) {
            List<Term> terms = leafSums.terms().stream()
                    .filter(t -> SourceGroup.splitsOf(t.metric()).contains(split))
                    .toList();
            List<Term> ofUnits =
                    terms.stream().filter(t -> t.metric().distinct() == null).toList();
            if (!ofUnits.isEmpty()) {
                rows.addAll(ofSplit(split, ofUnits, rollUp.members(split), rollUp));
            }
            Map<Dimension, List<Term>> ofMembers = terms.stream()
                    .filter(t -> t.metric().distinct() != null)
                    .collect(Collectors.groupingBy(
                            t -> Objects.requireNonNull(t.metric().distinct())));
            ofMembers.forEach((dimension, counted) ->
                    rows.addAll(ofSplit(split, counted, rollUp.counting(split, dimension), rollUp)));
        }
        return rows;
    }

    private List<FigureRow> ofSplit(Split split, List<Term> terms, Map<Member, MemberSums> members, RollUp rollUp) {
        if (split.equals(Split.TOTAL)) {
            // Also a table without any unit has its totals.
            members.putIfAbsent(Member.TOTAL, rollUp.nothing(Member.TOTAL));
        }
        List<FigureRow> rows = new ArrayList<>();
        members.values().forEach(m -> rows.addAll(ofMember(m, split, terms, rollUp.zero())));
        return rows;
    }

    private List<FigureRow> ofMember(MemberSums member, Split split, List<Term> terms, Sums zero) {
        Map<Grain, Map<Period, Sums>> periods = new EnumMap<>(Grain.class);
        Map<Grain, Map<Period, Sums>> before = new EnumMap<>(Grain.class);
        for (Term term : terms) {
            for (Grain grain : term.metric().grains()) {
                periods.computeIfAbsent(grain, g -> shown(member, split, g, zero));
                if (isGrowth(term)) {
                    before.computeIfAbsent(grain, member::before);
                }
            }
        }
        List<FigureRow> rows = new ArrayList<>();
        for (Term term : terms) {
            for (Grain grain : term.metric().grains()) {
                Map<Period, Sums> starts = isGrowth(term) ? before.getOrDefault(grain, Map.of()) : Map.of();
                rows.addAll(ofTerm(term, member, periods.getOrDefault(grain, Map.of()), starts, zero));
            }
        }
        return rows;
    }

    /** @param starts for growths, which have a row also where nothing is left at the end */
    private List<FigureRow> ofTerm(
            Term term, MemberSums sums, Map<Period, Sums> ends, Map<Period, Sums> starts, Sums zero) {
        Member member = sums.member();
        boolean delivered = sums.ever().get(term.delivered()).signum() > 0;
        String known = basis.of(term, member.source());
        Set<Period> periods = new LinkedHashSet<>(ends.keySet());
        periods.addAll(starts.keySet());
        List<FigureRow> rows = new ArrayList<>();
        for (Period period : periods) {
            Sums end = ends.getOrDefault(period, zero);
            Sums start = starts.getOrDefault(period, zero);
            Judgement judgement = judged(term, period, member, end, start, delivered);
            rows.add(new FigureRow(term.metric(), term.name(), period, member, judgement, null, known));
        }
        return rows;
    }

    private Judgement judged(Term term, Period period, Member member, Sums end, Sums start, boolean delivered) {
        Metric metric = term.metric();
        if (metric.snapshot() && !axis.hasFinishedDay(period)) {
            return Judgement.notBegun(delivered);
        }
        return switch (metric.engine()) {
            case RATIO -> Judgement.of(term, end, delivered);
            case MEDIAN -> Judgement.median(term, end, delivered, medians.of(metric, period, member));
            case PRECISION -> Judgement.precision(term, end, delivered, precisions.of(metric, period, member));
            case GROWTH -> Judgement.growth(term, end, start, delivered);
            case ROWS -> throw new IllegalStateException("Cannot count the units of " + metric.name());
        };
    }

    private static boolean isGrowth(Term term) {
        return term.metric().engine() == Metric.Engine.GROWTH;
    }

    private Map<Period, Sums> shown(MemberSums member, Split split, Grain grain, Sums zero) {
        Map<Period, Sums> periods = member.by(grain);
        String source = member.member().source();
        if (split.isFilled() && OF_THE_AXIS.contains(grain)) {
            Map<Period, Sums> filled = new LinkedHashMap<>();
            if (axis.sources().contains(source)) {
                axis.periods(source, grain).forEach(p -> filled.put(p, periods.getOrDefault(p, zero)));
            }
            return filled;
        }
        periods.keySet().removeIf(p -> !isShown(p, split));
        return periods;
    }

    /** Nothing that has not begun; of small members one trailing span a week. */
    private boolean isShown(Period period, Split split) {
        boolean wide = split.equals(Split.TOTAL) || split.equals(Split.FUNCTION);
        return !period.start().isAfter(axis.today())
                && (period.grain() != Grain.TRAILING28 || wide || period.endsOnSunday());
    }
}
