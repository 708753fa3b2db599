package io.tallyhouse.mining.align;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/** The alignment by trying all: every run of the language up to the length that can matter, every way to lay it beside the trace. */
final class BruteForce {
    private final String trace;
    private final MoveCosts costs;
    private int best = Integer.MAX_VALUE;
    private Optional<String> bestMoves = Optional.empty();

    private BruteForce(String trace, MoveCosts costs) {
        this.trace = trace;
        this.costs = costs;
    }

    /**
     * @param words all runs of at most so many steps
     * @param shortest length of the shortest run
     * @return cost, then the moves: {@code 0} synchronous, {@code 1} and label model, {@code 2} log
     */
    static Solution solve(List<String> trace, IntFunction<Set<String>> words, int shortest) {
        return solve(trace, words, shortest, MoveCosts.UNIT);
    }

    static Solution solve(List<String> trace, IntFunction<Set<String>> words, int shortest, MoveCosts costs) {
        BruteForce force = new BruteForce(String.join("", trace), costs);
        // A first cost bounds the length of the runs that can be better or equal.
        words.apply(Math.max(shortest, trace.size())).forEach(word -> force.tryCost(word));
        Set<String> all = words.apply(trace.size() + force.best);
        all.forEach(force::tryCost);
        all.stream().filter(word -> force.cost(word) == force.best).forEach(word -> force.lay(0, word, 0, 0, ""));
        return new Solution(force.best, force.bestMoves.orElseThrow());
    }

    record Solution(int cost, String moves) {}

    static String code(List<Move> moves) {
        List<String> codes = new ArrayList<>();
        for (Move move : moves) {
            codes.add(
                    switch (move.kind()) {
                        case SYNCHRONOUS -> "0 ";
                        case MODEL -> "1" + move.label();
                        case LOG -> "2 ";
                    });
        }
        return String.join("", codes);
    }

    private void tryCost(String word) {
        best = Math.min(best, cost(word));
    }

    /** Edit distance where letters are only deleted and inserted. */
    private int cost(String word) {
        int[][] least = new int[trace.length() + 1][word.length() + 1];
        for (int i = 0; i <= trace.length(); i++) {
            for (int j = 0; j <= word.length(); j++) {
                int best = i == 0 && j == 0 ? 0 : Integer.MAX_VALUE;
                best = i == 0 ? best : Math.min(best, least[i - 1][j] + log(i - 1));
                best = j == 0 ? best : Math.min(best, least[i][j - 1] + model(word, j - 1));
                boolean same = i > 0 && j > 0 && trace.charAt(i - 1) == word.charAt(j - 1);
                least[i][j] = same ? Math.min(best, least[i - 1][j - 1]) : best;
            }
        }
        return least[trace.length()][word.length()];
    }

    private int log(int event) {
        return costs.ofLog(trace.substring(event, event + 1));
    }

    private int model(String word, int step) {
        return costs.ofModel(word.substring(step, step + 1));
    }

    private void lay(int event, String word, int step, int cost, String moves) {
        if (cost > best) {
            return;
        }
        if (event == trace.length() && step == word.length()) {
            if (bestMoves.isEmpty() || moves.compareTo(bestMoves.get()) < 0) {
                bestMoves = Optional.of(moves);
            }
            return;
        }
        if (event < trace.length() && step < word.length() && trace.charAt(event) == word.charAt(step)) {
            lay(event + 1, word, step + 1, cost, moves + "0 ");
        }
        if (step < word.length()) {
            lay(event, word, step + 1, cost + model(word, step), moves + "1" + word.charAt(step));
        }
        if (event < trace.length()) {
            lay(event + 1, word, step, cost + log(event), moves + "2 ");
        }
    }
}
