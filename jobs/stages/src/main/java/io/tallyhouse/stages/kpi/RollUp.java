package io.tallyhouse.stages.kpi;

import io.tallyhouse.catalogue.metric.Metric.Dimension;
import io.tallyhouse.catalogue.metric.Metric.Grain;
import java.time.LocalDate;
import java.util.ArrayList;
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

    /** Sums of a member's units. */
    private final class OfUnits implements MemberSums {
        private final Member member;
        private final Map<LocalDate, Sums> days = new TreeMap<>();
        private final Sums ever = zero();

        private OfUnits(Member member) {
            this.member = member;
        }

        private void add(Leaf leaf) {
            days.computeIfAbsent(leaf.day(), d -> zero()).add(leaf.sums());
            ever.add(leaf.sums());
        }

        @Override
        public Member member() {
            return member;
        }

        @Override
        public Sums ever() {
            return ever;
        }

        @Override
        public Map<Period, Sums> by(Grain grain) {
            Map<Period, Sums> periods = new LinkedHashMap<>();
            days.forEach((day, sums) -> counting(grain, day, member.source())
                    .forEach(p -> periods.computeIfAbsent(p, q -> zero()).add(sums)));
            return periods;
        }

        @Override
        public Map<Period, Sums> before(Grain grain) {
            Map<Period, Sums> periods = new LinkedHashMap<>();
            days.forEach((day, sums) -> {
                Period next = Period.holding(grain, day.plusDays(1));
                if (next.start().isAfter(day) && axis.hasFinishedDay(next)) {
                    periods.put(next, sums);
                }
            });
            return periods;
        }
    }

    /** Counts members instead of units: each adds 1 to every sum of which it has something. */
    private final class OfMembers implements MemberSums {
        private final Member member;
        private final List<OfUnits> counted = new ArrayList<>();

        private OfMembers(Member member) {
            this.member = member;
        }

        @Override
        public Member member() {
            return member;
        }

        @Override
        public Sums ever() {
            Sums ever = zero();
            counted.forEach(c -> ever.add(c.ever().positive()));
            return ever;
        }

        @Override
        public Map<Period, Sums> by(Grain grain) {
            return added(counted.stream().map(c -> c.by(grain)).toList());
        }

        @Override
        public Map<Period, Sums> before(Grain grain) {
            return added(counted.stream().map(c -> c.before(grain)).toList());
        }

        private Map<Period, Sums> added(List<Map<Period, Sums>> all) {
            Map<Period, Sums> periods = new LinkedHashMap<>();
            all.forEach(one -> one.forEach(
                    (p, sums) -> periods.computeIfAbsent(p, q -> zero()).add(sums.positive())));
            return periods;
        }
    }

    /** The members of a split that have units. Process logs are no tickets: they are seen by source only. */
    Map<Member, MemberSums> members(Split split) {
        return new LinkedHashMap<>(units(split, split.equals(Split.SOURCE)));
    }

    /** The members of a split, with those of one dimension counted for each. */
    Map<Member, MemberSums> counting(Split split, Dimension dimension) {
        Map<Member, OfMembers> members = new LinkedHashMap<>();
        units(split.and(dimension), split.equals(Split.SOURCE))
                .forEach((fine, sums) -> members.computeIfAbsent(fine.within(split), OfMembers::new)
                        .counted
                        .add(sums));
        return new LinkedHashMap<>(members);
    }

    private Map<Member, OfUnits> units(Split split, boolean withLogs) {
        Map<Member, OfUnits> members = new LinkedHashMap<>();
        for (Leaf leaf : leafSums.leaves()) {
            if (!leaf.isLog() || withLogs) {
                members.computeIfAbsent(leaf.member().within(split), OfUnits::new)
                        .add(leaf);
            }
        }
        return members;
    }

    /** Of a member without units. */
    MemberSums nothing(Member member) {
        return new OfUnits(member);
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
        LocalDate counted = axis.lastFinishedDay();
        return holding.stream()
                .filter(p -> day.equals(p.end().isBefore(counted) ? p.end() : counted))
                .toList();
    }
}
