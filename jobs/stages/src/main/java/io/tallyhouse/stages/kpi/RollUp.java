package io.tallyhouse.stages.kpi;

import io.tallyhouse.catalogue.metric.Metric.Grain;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sums of leaves by member and day, then by period. */
final class RollUp {
    private final LeafSums leafSums;
    private final Axis axis;

    RollUp(LeafSums leafSums, Axis axis) {
        this.leafSums = leafSums;
        this.axis = axis;
    }

    /** Sums of a member. */
    final class OfMember {
        private final Member member;
        private final Map<LocalDate, Sums> days = new TreeMap<>();
        private final Sums ever = zero();

        private OfMember(Member member) {
            this.member = member;
        }

        private void add(Leaf leaf) {
            days.computeIfAbsent(leaf.day(), d -> zero()).add(leaf.sums());
            ever.add(leaf.sums());
        }

        Member member() {
            return member;
        }

        /** All its units, whatever the period. */
        Sums ever() {
            return ever;
        }

        /** Its sums by period, for periods that count one of its days. */
        Map<Period, Sums> by(Grain grain) {
            Map<Period, Sums> periods = new LinkedHashMap<>();
            days.forEach((day, sums) -> counting(grain, day, member.source())
                    .forEach(p -> periods.computeIfAbsent(p, q -> zero()).add(sums)));
            return periods;
        }
    }

    /** The members of a split that have units. Process logs are no tickets: they are seen by source only. */
    Map<Member, OfMember> members(Split split) {
        Map<Member, OfMember> members = new LinkedHashMap<>();
        for (Leaf leaf : leafSums.leaves()) {
            if (!leaf.isLog() || split.equals(Split.SOURCE)) {
                members.computeIfAbsent(leaf.member().within(split), OfMember::new)
                        .add(leaf);
            }
        }
        return members;
    }

    /** Of a member without units. */
    OfMember nothing(Member member) {
        return new OfMember(member);
    }

    Sums zero() {
        return Sums.zero(leafSums.size());
    }

    private List<Period> counting(Grain grain, LocalDate day, String source) {
        LocalDate today = axis.today();
        List<Period> holding = switch (grain) {
            case DAY, WEEK, MONTH, QUARTER -> List.of(Period.holding(grain, day));
            case TRAILING28 -> Period.trailing(day, today);
            case ALL -> day.isAfter(today) ? List.of() : List.of(axis.all(source));
        };
        if (!leafSums.group().snapshot()) {
            return holding;
        }
        // The last day of a period, or the last one that was counted in a period that is not over.
        LocalDate counted = today.minusDays(1);
        return holding.stream()
                .filter(p -> day.equals(p.end().isBefore(counted) ? p.end() : counted))
                .toList();
    }
}
