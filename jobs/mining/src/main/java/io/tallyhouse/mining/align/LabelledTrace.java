package io.tallyhouse.mining.align;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;

/** A trace, and the numbers that a model gives to its activities. */
final class LabelledTrace {
    private final List<String> activities;
    private final int[] labels;
    private final int[] known;

    /** @param labelOf the number of an activity; negative for what the model does not have */
    LabelledTrace(List<String> activities, ToIntFunction<String> labelOf) {
        this.activities = activities;
        this.labels = activities.stream().mapToInt(labelOf).toArray();
        this.known = Arrays.stream(labels).filter(label -> label >= 0).toArray();
    }

    int size() {
        return labels.length;
    }

    String activity(int event) {
        return activities.get(event);
    }

    boolean isKnown(int event) {
        return labels[event] >= 0;
    }

    int label(int event) {
        return labels[event];
    }

    /** The labels that the model has, in order; not to be changed. */
    int[] known() {
        return known;
    }
}
