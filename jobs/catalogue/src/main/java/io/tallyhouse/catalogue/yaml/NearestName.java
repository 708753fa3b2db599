package io.tallyhouse.catalogue.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name somebody meant to write. */
public final class NearestName {
    private NearestName() {}

    /**
     * @return the valid name with the smallest edit distance (Levenshtein), if that is at most a third of the longer name
     */
    public static Optional<String> of(String name, Collection<String> valid) {
        return valid.stream()
                .min(Comparator.<String>comparingInt(v -> distance(name, v)).thenComparing(Comparator.naturalOrder()))
                .filter(v -> distance(name, v) <= Math.max(1, Math.max(name.length(), v.length()) / 3));
    }

    /** A sentence part such as {@code ; did you mean "zone"?}, or a list of what is valid when nothing is near. */
    public static String hint(String name, Collection<String> valid) {
        return of(name, valid)
                .map(v -> "; did you mean \"" + v + "\"?")
                .orElseGet(() ->
                        "; valid: " + String.join(", ", valid.stream().sorted().toList()));
    }

    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                current[j] = Math.min(Math.min(current[j - 1], previous[j]) + 1, previous[j - 1] + change);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
