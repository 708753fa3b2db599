package io.tallyhouse.mining.model;

import java.util.SortedSet;

/** A description of the runs that a process may have, each a sequence of activity labels. */
public sealed interface ProcessModel permits ProcessTree, AcceptingPetriNet {
    /** @return a net with exactly the same runs */
    AcceptingPetriNet net();

    /** @return labels of its visible steps, in the order of {@link String#compareTo} */
    SortedSet<String> labels();

    /**
     * Identifies the model by what it says: results kept under it stay true as long as it stays equal.
     *
     * @return SHA-256 of the canonical form, 64 hexadecimal digits
     */
    String contentHash();
}
