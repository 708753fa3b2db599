package io.tallyhouse.mining.log;

import java.util.List;

/**
 * A way of naming events that a log declares: the values of the keys, in order.
 *
 * @param name as the log calls it; the keys as written where it has no name
 * @param scope {@code event} or {@code trace}
 * @param keys attribute keys
 */
public record XesClassifier(String name, String scope, List<String> keys) {
    /** Defensive copy. */
    public XesClassifier {
        keys = List.copyOf(keys);
    }
}
