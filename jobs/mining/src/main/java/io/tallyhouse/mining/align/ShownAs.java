package io.tallyhouse.mining.align;

import io.tallyhouse.mining.align.AlignmentResult.Optimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a person calls a deviation. The moves of an alignment say skipped or inserted only. */
public enum ShownAs {
    /** The model demands a step that the trace does not have. */
    SKIPPED,
    /** The trace has a step that the model does not allow there, and did not have it before. */
    INSERTED,
    /** The trace has a step that the model does not allow there, and had it before. */
    REPEATED,
    /** The trace has the step that the model demands, at another place: one skipped and one inserted step of one activity. */
    SWAPPED;

    /**
     * Of each activity the first skipped step belongs to the first inserted one, the second to the second, and so on.
     *
     * @return one for each deviation of the alignment, in their order
     */
    public static List<ShownAs> of(Optimal optimal) {
        List<Deviation> deviations = optimal.deviations();
        Map<String, Deque<Integer>> unpaired = new HashMap<>();
        Set<Integer> swapped = new HashSet<>();
        for (int i = 0; i < deviations.size(); i++) {
            Deviation deviation = deviations.get(i);
            Deque<Integer> others = unpaired.computeIfAbsent(deviation.activity(), a -> new ArrayDeque<>());
            if (others.isEmpty() || deviations.get(others.peek()).kind() == deviation.kind()) {
                others.add(i);
            } else {
                swapped.add(others.remove());
                swapped.add(i);
            }
        }
        Map<String, Integer> firstAt = new HashMap<>();
        for (Move move : optimal.moves()) {
            if (move.kind() != Move.Kind.MODEL) {
                firstAt.putIfAbsent(move.label(), move.position());
            }
        }
        List<ShownAs> shown = new ArrayList<>();
        for (int i = 0; i < deviations.size(); i++) {
            shown.add(swapped.contains(i) ? SWAPPED : alone(deviations.get(i), firstAt));
        }
        return shown;
    }

    private static ShownAs alone(Deviation deviation, Map<String, Integer> firstAt) {
        if (deviation.kind() == Deviation.Kind.SKIPPED) {
            return SKIPPED;
        }
        return firstAt.getOrDefault(deviation.activity(), deviation.position()) < deviation.position()
                ? REPEATED
                : INSERTED;
    }
}
