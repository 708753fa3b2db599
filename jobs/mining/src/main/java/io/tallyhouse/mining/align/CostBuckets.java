package io.tallyhouse.mining.align;

import io.tallyhouse.mining.IntList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** States by cost, where costs are small whole numbers: the last one put at a cost comes out first. */
final class CostBuckets {
    private final List<@Nullable IntList> buckets = new ArrayList<>();

    void add(int cost, int state) {
        while (buckets.size() <= cost) {
            buckets.add(null);
        }
        IntList bucket = buckets.get(cost);
        if (bucket == null) {
            bucket = new IntList();
            buckets.set(cost, bucket);
        }
        bucket.add(state);
    }

    /** A state at the cost, or -1. */
    int remove(int cost) {
        IntList bucket = cost < buckets.size() ? buckets.get(cost) : null;
        return bucket == null || bucket.isEmpty() ? -1 : bucket.removeLast();
    }

    /** Gives back the memory of a cost at which nothing more will be put. */
    void forget(int cost) {
        buckets.set(cost, null);
    }

    /** One more than the highest cost that ever had a state. */
    int size() {
        return buckets.size();
    }
}
