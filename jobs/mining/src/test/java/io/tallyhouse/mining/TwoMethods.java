package io.tallyhouse.mining;

import io.tallyhouse.testing.TestData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.function.IntPredicate;

/**
 * The same random cases by two methods that share no code. The tests look at some, the study of {@code bench/} at many; with {@code
 * tallyhouse.cases} nothing looks at more than that, for tools that run the tests again and again.
 */
public final class TwoMethods {
    private static final boolean BENCH = Boolean.getBoolean("tallyhouse.bench");
    private static final int BENCH_CASES = 10_000;

    private TwoMethods() {}

    /** How many cases to look at where the tests look at some. */
    public static int cases(int inTests) {
        return BENCH ? BENCH_CASES : Math.min(inTests, Integer.getInteger("tallyhouse.cases", inTests));
    }

    /**
     * Looks at the cases one after the other and says how many there were; the first difference ends it.
     *
     * @param compared what beside what
     * @param isTelling throws where the methods differ, and says whether the case is one of the hard ones
     * @param telling what the hard ones are
     * @return how many of the cases are hard
     */
    public static int compare(String compared, long seed, int cases, String telling, IntPredicate isTelling) {
        long start = System.nanoTime();
        int hard = 0;
        for (int i = 0; i < cases; i++) {
            hard += isTelling.test(i) ? 1 : 0;
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        say(String.format(
                Locale.ROOT,
                "%-58s seed %d: %,6d cases, 0 differences; %,6d %s; %6.1f s",
                compared,
                seed,
                cases,
                hard,
                telling,
                seconds));
        return hard;
    }

    private static void say(String line) {
        if (!BENCH) {
            return;
        }
        System.out.println(line);
        try {
            Path results = Files.createDirectories(TestData.home().resolve("bench/results"));
            Files.writeString(
                    results.resolve("two-methods.txt"),
                    line + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
