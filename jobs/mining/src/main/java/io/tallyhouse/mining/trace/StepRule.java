package io.tallyhouse.mining.trace;

import io.tallyhouse.mining.log.XesEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the events of a case become steps: a property of the log, published with its figures. */
public enum StepRule {
    /** A run of consecutive events with the same activity is one step, at the time of the first. For audit rows. */
    RUNS,

    /** Every event is a step, named by its activity. For logs without life cycle, and for classifiers. */
    EVENTS,

    /** Every event is a step, named {@code activity+transition}. For logs whose transitions are states of the work. */
    TRANSITIONS,

    /**
     * The start and the completion of one instance are one step, at its completion. Without {@code concept:instance} a completion
     * belongs to the oldest open start of its activity; one without start is a step, and so is a start that is never completed, at
     * its start. Other transitions (schedule, suspend, resume …) are no steps.
     */
    PAIRS;

    private static final String START = "start";
    private static final String COMPLETE = "complete";

    /**
     * The rule that fits a log, unless its configuration names another.
     *
     * @param transitions all that occur in the log; upper and lower case do not matter
     * @return {@link #PAIRS} where both start and complete occur, {@link #EVENTS} where there is none or only complete, else
     *     {@link #TRANSITIONS}
     */
    public static StepRule of(Set<String> transitions) {
        Set<String> lower = transitions.stream()
                .map(t -> t.toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
        if (lower.contains(START) && lower.contains(COMPLETE)) {
            return PAIRS;
        }
        return lower.isEmpty() || lower.equals(Set.of(COMPLETE)) ? EVENTS : TRANSITIONS;
    }

    /**
     * @param events of one case, in order
     * @return its steps, in order
     */
    public List<Step> steps(List<CaseEvent> events) {
        return switch (this) {
            case RUNS -> runs(events);
            case EVENTS -> each(events, false);
            case TRANSITIONS -> each(events, true);
            case PAIRS -> new LifecyclePairs().steps(events);
        };
    }

    /**
     * The name of an event by a classifier: the values of its keys, joined by {@code +}; a missing value is left out.
     *
     * @throws IllegalArgumentException if the event has none of them
     */
    public static String classify(XesEvent event, List<String> keys) {
        String name = value(event, keys);
        if (name == null) {
            throw new IllegalArgumentException(
                    "Cannot name the event at line %d: it has none of the attributes %s; choose another classifier"
                            .formatted(event.line(), keys));
        }
        return name;
    }

    /** @return the values of an event's keys, joined by {@code +}; a missing one is left out, null where all are */
    public static @Nullable String value(XesEvent event, List<String> keys) {
        String name = null;
        for (String key : keys) {
            String value = event.value(key);
            if (value != null) {
                name = name == null ? value : name + "+" + value;
            }
        }
        return name;
    }

    private static List<Step> runs(List<CaseEvent> events) {
        List<Step> steps = new ArrayList<>();
        int first = 0;
        for (int i = 1; i <= events.size(); i++) {
            CaseEvent begun = events.get(first);
            if (i == events.size() || !events.get(i).activity().equals(begun.activity())) {
                steps.add(new Step(begun.activity(), begun.at(), null, first, i - 1));
                first = i;
            }
        }
        return steps;
    }

    private static List<Step> each(List<CaseEvent> events, boolean withTransition) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            CaseEvent event = events.get(i);
            boolean joined = withTransition && event.transition() != null;
            String activity = joined ? event.activity() + "+" + event.transition() : event.activity();
            steps.add(new Step(activity, event.at(), null, i, i));
        }
        return steps;
    }
}
