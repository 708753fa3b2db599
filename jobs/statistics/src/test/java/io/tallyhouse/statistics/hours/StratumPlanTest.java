package io.tallyhouse.statistics.hours;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Merging worked out by hand; a key is written workflow/priority/channel. Every ticket of a key takes 10 s unless said. */
final class StratumPlanTest {
    private static StratumKey key(String text) {
        String[] parts = text.split("/", -1);
        return new StratumKey(parts[0], parts[1], parts[2]);
    }

    /** One line per key: level, baseline tickets compared with. */
    private static List<String> derive(Map<String, Integer> tickets) {
        TreeMap<StratumKey, Integer> sorted = new TreeMap<>();
        tickets.forEach((text, count) -> sorted.put(key(text), count));
        List<StratumKey> keys = new ArrayList<>(sorted.keySet());
        StratumPlan plan = new StratumPlan(keys);
        long[] counts = sorted.values().stream().mapToLong(Integer::longValue).toArray();
        plan.derive(counts, counts.clone());
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            StratumKey key = keys.get(i);
            lines.add(key.workflow() + "/" + key.priority() + "/" + key.channel() + " " + plan.level(i) + " "
                    + plan.baseTickets(i));
        }
        return lines;
    }

    @Test
    void thirtyTicketsStandAlone() {
        assertThat(derive(Map.of("w/1/chat", 30, "w/1/mail", 31)))
                .containsExactly("w/1/chat FULL 30", "w/1/mail FULL 31");
    }

    @Test
    void thinChannelsAreMerged() {
        // 20 + 10 = 30: enough without the third.
        assertThat(derive(Map.of("w/1/chat", 20, "w/1/mail", 10, "w/1/phone", 40)))
                .containsExactly("w/1/chat CHANNEL_DROPPED 30", "w/1/mail CHANNEL_DROPPED 30", "w/1/phone FULL 40");
    }

    @Test
    void theSmallestNeighbourJoinsWhenThinOnesAreStillThin() {
        // 5 alone: the smaller of 40 and 50 joins.
        assertThat(derive(Map.of("w/1/chat", 5, "w/1/mail", 50, "w/1/phone", 40)))
                .containsExactly("w/1/chat CHANNEL_DROPPED 45", "w/1/mail FULL 50", "w/1/phone CHANNEL_DROPPED 45");
    }

    @Test
    void thinPrioritiesAreMergedOverTheWorkflow() {
        // Priority 1 has 12 + 8 and priority 2 has 10: together 30.
        assertThat(derive(Map.of("w/1/chat", 12, "w/1/mail", 8, "w/2/chat", 10, "w/3/chat", 99)))
                .containsExactly(
                        "w/1/chat PRIORITY_DROPPED 30",
                        "w/1/mail PRIORITY_DROPPED 30",
                        "w/2/chat PRIORITY_DROPPED 30",
                        "w/3/chat FULL 99");
    }

    @Test
    void aMergedNeighbourMayJoinToo() {
        // Priority 2 is merged to 16 + 17 = 33, smaller than 60; the 7 of priority 1 join it: 40.
        assertThat(derive(Map.of("w/1/chat", 7, "w/2/chat", 16, "w/2/mail", 17, "w/3/chat", 60)))
                .containsExactly(
                        "w/1/chat PRIORITY_DROPPED 40",
                        "w/2/chat PRIORITY_DROPPED 40",
                        "w/2/mail PRIORITY_DROPPED 40",
                        "w/3/chat FULL 60");
    }

    @Test
    void aThinWorkflowIsUncovered() {
        assertThat(derive(Map.of("v/1/chat", 29, "w/1/chat", 14, "w/2/mail", 15, "x/1/chat", 30)))
                .containsExactly(
                        "v/1/chat UNCOVERED 29", "w/1/chat UNCOVERED 14", "w/2/mail UNCOVERED 15", "x/1/chat FULL 30");
    }

    @Test
    void newStrataAreComparedWithAllOfTheirPriorityThenWorkflow() {
        // The 20 join the 40 (60), the 5 join these (65). New channel: all 20 + 40 of w/1. New priority, and priority 2
        // with only 5: all 65 of w. New workflow: nothing.
        assertThat(derive(Map.of(
                        "w/1/chat",
                        20,
                        "w/1/mail",
                        40,
                        "w/1/phone",
                        0,
                        "w/2/chat",
                        5,
                        "w/2/phone",
                        0,
                        "w/3/chat",
                        0,
                        "x/1/chat",
                        0)))
                .containsExactly(
                        "w/1/chat PRIORITY_DROPPED 65",
                        "w/1/mail PRIORITY_DROPPED 65",
                        "w/1/phone NEW_CHANNEL 60",
                        "w/2/chat PRIORITY_DROPPED 65",
                        "w/2/phone NEW_PRIORITY 65",
                        "w/3/chat NEW_PRIORITY 65",
                        "x/1/chat UNCOVERED 0");
    }
}
