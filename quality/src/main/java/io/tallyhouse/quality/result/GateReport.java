package io.tallyhouse.quality.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the gate found.
 *
 * @param checks one for each table, in the order they were given
 * @param held groups of marts that must not be published, by name
 */
public record GateReport(List<TableCheck> checks, List<HeldGroup> held) {
    /** Exit code of {@code publish} when a group was held back. */
    public static final int HELD_BACK = 3;

    /**
     * A group of marts that stays at its last publication.
     *
     * @param group its name
     * @param rules ids of the blocking rules that did not pass, sorted
     */
    public record HeldGroup(String group, List<String> rules) {}

    public GateReport {
        checks = List.copyOf(checks);
        held = List.copyOf(held);
    }

    /** A group is held back when a blocking rule failed or could not be judged on the group's marts or any table upstream of them. */
    public static GateReport of(List<TableCheck> checks) {
        Map<String, TreeSet<String>> held = new TreeMap<>();
        for (TableCheck check : checks) {
            for (RuleResult result : check.results()) {
                if (result.blocks()) {
                    result.rule()
                            .groups()
                            .forEach(g -> held.computeIfAbsent(g, x -> new TreeSet<>())
                                    .add(result.rule().id()));
                }
            }
        }
        List<HeldGroup> groups = new ArrayList<>();
        held.forEach((group, rules) -> groups.add(new HeldGroup(group, List.copyOf(rules))));
        return new GateReport(checks, groups);
    }

    /** Every result, passes too. */
    public List<RuleResult> results() {
        return checks.stream().flatMap(c -> c.results().stream()).toList();
    }

    /** Results that did not pass, blocking ones first. */
    public List<RuleResult> broken() {
        List<RuleResult> broken = new ArrayList<>(
                results().stream().filter(r -> r.outcome() != Outcome.PASSED).toList());
        broken.sort((a, b) -> Boolean.compare(b.blocks(), a.blocks()));
        return broken;
    }

    public boolean holdsBack(String group) {
        return held.stream().anyMatch(h -> h.group().equals(group));
    }

    /** What {@code publish} exits with: 0, or {@link #HELD_BACK}. A rule that only warns changes nothing. */
    public int exitCode() {
        return held.isEmpty() ? 0 : HELD_BACK;
    }

    /** The report as JSON values. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("checks", checks.stream().map(TableCheck::toMap).toList());
        map.put(
                "held",
                held.stream()
                        .map(h -> Map.of("group", h.group(), "rules", h.rules()))
                        .toList());
        return map;
    }
}
