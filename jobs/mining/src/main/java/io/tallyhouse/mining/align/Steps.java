package io.tallyhouse.mining.align;

/** The visible steps of a model: sets of states that some steps can have led to. Labels are numbers in the order of their names. */
interface Steps {
    /** How many labels the model has. */
    int labels();

    /** The label's name. */
    String name(int label);

    /** Where no step has led yet. */
    IndexSet start();

    /** Where a step with the label leads from any of the states; empty where it is not possible. */
    IndexSet after(IndexSet states, int label);

    /** Whether a step with the label is possible in one of the states. */
    boolean isPossible(IndexSet states, int label);
}
