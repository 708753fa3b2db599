package io.tallyhouse.mining.align;

import java.util.function.IntConsumer;

/**
 * The visible steps of a model between its states, which are numbers. Labels are numbers in the order of their names, so that the
 * smaller number is the smaller label.
 */
interface Steps {
    /** How many labels the model has. */
    int labels();

    /** The label's name. */
    String name(int label);

    /** Cost of a visible model move. */
    int modelCost(int label);

    /** Cost of a log move. */
    int logCost(int label);

    /** Where no step has led yet. */
    int initial();

    /** Tells where a step with the label leads from a state, with the silent steps that it needs and without a visible one. */
    void after(int state, int label, IntConsumer told);

    /** Whether a step with the label is possible in a state. */
    boolean isPossible(int state, int label);

    /** The initial state alone. */
    default IndexSet start() {
        IndexSet start = new IndexSet();
        start.add(initial());
        return start;
    }

    /** Where a step with the label leads from any of the states; empty where it is not possible. */
    default IndexSet after(IndexSet states, int label) {
        IndexSet after = new IndexSet();
        for (int i = 0; i < states.size(); i++) {
            after(states.get(i), label, after::add);
        }
        return after;
    }

    /** Whether a step with the label is possible in one of the states. */
    default boolean isPossible(IndexSet states, int label) {
        for (int i = 0; i < states.size(); i++) {
            if (isPossible(states.get(i), label)) {
                return true;
            }
        }
        return false;
    }
}
