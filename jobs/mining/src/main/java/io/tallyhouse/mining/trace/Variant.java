package io.tallyhouse.mining.trace;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Cases that went the same way.
 *
 * @param steps their activities, in order
 * @param cases how many there are
 */
public record Variant(List<String> steps, long cases) {
    private static final Comparator<List<String>> IN_ORDER = (one, other) -> {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            int order = one.get(i).compareTo(other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(one.size(), other.size());
    };

    /** Defensive copy. */
    public Variant {
        steps = List.copyOf(steps);
    }

    /** @return the distinct ones, most frequent first, then in the order of their steps: the same for any order of the traces */
    public static List<Variant> of(Iterable<List<String>> traces) {
        Map<List<String>, Long> counts = new HashMap<>();
        traces.forEach(trace -> counts.merge(trace, 1L, Long::sum));
        return of(counts);
    }

    /**
     * @param counts cases by their steps
     * @return the same as variants, most frequent first, then in the order of their steps
     */
    public static List<Variant> of(Map<List<String>, Long> counts) {
        List<Variant> variants = new ArrayList<>();
        counts.forEach((steps, cases) -> variants.add(new Variant(steps, cases)));
        variants.sort(Comparator.comparingLong(Variant::cases).reversed().thenComparing(Variant::steps, IN_ORDER));
        return variants;
    }

    /** @return SHA-256 of the steps, 64 hexadecimal digits, under which results can be kept; the number of cases is not in it */
    public static String hash(List<String> steps) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String step : steps) {
                digest.update((step.length() + "'" + step + "'").getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Cannot find SHA-256, which every Java platform must have", e);
        }
    }
}
