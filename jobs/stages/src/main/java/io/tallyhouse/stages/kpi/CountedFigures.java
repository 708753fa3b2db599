package io.tallyhouse.stages.kpi;

import io.tallyhouse.catalogue.metric.Metric.Grain;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The figures of counted metrics. */
final class CountedFigures {
    private static final Set<Grain> OF_THE_AXIS = EnumSet.of(Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.ALL);

    private final Axis axis;
    private final Basis basis;

    CountedFigures(Axis axis, Basis basis) {
        this.axis = axis;
        this.basis = basis;
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
            Map<Member, RollUp.OfMember> members = rollUp.members(split);
            if (split.equals(Split.TOTAL)) {
                // Also a table without any unit has its totals.
                members.putIfAbsent(Member.TOTAL, rollUp.nothing(Member.TOTAL));
            }
            members.values().forEach(m -> rows.addAll(ofMember(m, split, terms, rollUp.zero())));
        }
        return rows;
    }

    private List<FigureRow> ofMember(RollUp.OfMember member, Split split, List<Term> terms, Sums zero) {
        Map<Grain, Map<Period, Sums>> periods = new EnumMap<>(Grain.class);
        for (Term term : terms) {
            term.metric().grains().forEach(g -> periods.computeIfAbsent(g, x -> shown(member, split, x, zero)));
        }
        List<FigureRow> rows = new ArrayList<>();
        for (Term term : terms) {
            boolean delivered = member.ever().get(term.delivered()).signum() > 0;
            String known = basis.of(term, member.member().source());
            for (Grain grain : term.metric().grains()) {
                periods.getOrDefault(grain, Map.of())
                        .forEach((period, sums) -> rows.add(new FigureRow(
                                term.metric(),
                                term.name(),
                                period,
                                member.member(),
                                Judgement.of(term, sums, delivered),
                                null,
                                known)));
            }
        }
        return rows;
    }

    private Map<Period, Sums> shown(RollUp.OfMember member, Split split, Grain grain, Sums zero) {
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
