package io.tallyhouse.mining.trace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds for each completion the start that belongs to it. */
final class LifecyclePairs {
    /** One execution, or all of an activity where the log does not number them. */
    private record Execution(String activity, @Nullable String instance) {}

    private final Map<Execution, Deque<Integer>> openStarts = new HashMap<>();

    List<Step> steps(List<CaseEvent> events) {
        int[] startOf = pairs(events);
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            CaseEvent event = events.get(i);
            if (isComplete(event)) {
                int start = startOf[i];
                steps.add(new Step(
                        event.activity(),
                        event.at(),
                        start < 0 ? null : events.get(start).at(),
                        start < 0 ? i : start,
                        i));
            } else if (isOpenStart(event, i)) {
                steps.add(new Step(event.activity(), event.at(), event.at(), i, i));
            }
        }
        return steps;
    }

    private int[] pairs(List<CaseEvent> events) {
        int[] startOf = new int[events.size()];
        for (int i = 0; i < events.size(); i++) {
            CaseEvent event = events.get(i);
            Deque<Integer> open = openStarts.computeIfAbsent(execution(event), e -> new ArrayDeque<>());
            startOf[i] = -1;
            if (isStart(event)) {
                open.addLast(i);
            } else if (isComplete(event) && !open.isEmpty()) {
                startOf[i] = open.removeFirst();
            }
        }
        return startOf;
    }

    private boolean isOpenStart(CaseEvent event, int index) {
        return isStart(event)
                && openStarts.getOrDefault(execution(event), new ArrayDeque<>()).contains(index);
    }

    private static Execution execution(CaseEvent event) {
        return new Execution(event.activity(), event.instance());
    }

    private static boolean isStart(CaseEvent event) {
        return "start".equalsIgnoreCase(event.transition());
    }

    private static boolean isComplete(CaseEvent event) {
        return "complete".equalsIgnoreCase(event.transition());
    }
}
