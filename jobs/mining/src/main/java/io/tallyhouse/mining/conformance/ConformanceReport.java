package io.tallyhouse.mining.conformance;

import io.tallyhouse.mining.align.AlignmentResult;
import io.tallyhouse.mining.align.AlignmentResult.Optimal;
import io.tallyhouse.mining.align.Fitness;
import io.tallyhouse.mining.align.MoveCosts;
import io.tallyhouse.mining.align.Precision;
import io.tallyhouse.mining.align.VariantAligner;
import io.tallyhouse.mining.model.AcceptingPetriNet;
import io.tallyhouse.mining.model.ProcessModel;
import io.tallyhouse.mining.replay.ReplayCounts;
import io.tallyhouse.mining.replay.ReplayFitness;
import io.tallyhouse.mining.replay.TokenReplay;
import io.tallyhouse.mining.trace.Variant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a log is worth beside a model.
 *
 * @param evaluated cases that could be evaluated
 * @param notEvaluated cases whose budget of states did not suffice
 * @param fitting cases that are runs of the model
 * @param totalCost Σ cost of the optimal alignments; nothing for token replay
 * @param logFitness of the sums over all cases; nothing without cases
 * @param meanFitness mean of the cases' own fitness; nothing without cases
 * @param precision see {@link Precision}; nothing for token replay, and where no case makes a step
 * @param tokens of token replay; nothing for alignments
 * @param deviations the costliest first; empty for token replay
 */
public record ConformanceReport(
        long evaluated,
        long notEvaluated,
        long fitting,
        OptionalLong totalCost,
        OptionalDouble logFitness,
        OptionalDouble meanFitness,
        OptionalDouble precision,
        Optional<Tokens> tokens,
        List<DeviationCount> deviations) {
    /** Defensive copy. */
    public ConformanceReport {
        deviations = List.copyOf(deviations);
    }

    /**
     * Tokens of all cases.
     *
     * @param produced the initial marking among them
     * @param consumed the final marking among them
     * @param missing taken although they were not there
     * @param remaining that nobody took
     * @param unknownEvents events whose activity the model does not have; they move no token
     * @param places where, in the order of the net
     * @param transitions which fired, in the order of the net
     */
    public record Tokens(
            long produced,
            long consumed,
            long missing,
            long remaining,
            long unknownEvents,
            List<AtPlace> places,
            List<Firings> transitions) {
        /** Defensive copies. */
        public Tokens {
            places = List.copyOf(places);
            transitions = List.copyOf(transitions);
        }

        private static Tokens of(ReplayCounts counts, AcceptingPetriNet net) {
            return new Tokens(
                    counts.produced(),
                    counts.consumed(),
                    counts.missing(),
                    counts.remaining(),
                    counts.unknown(),
                    IntStream.range(0, net.places().size())
                            .mapToObj(p -> new AtPlace(
                                    net.places().get(p),
                                    counts.produced(p),
                                    counts.consumed(p),
                                    counts.missing(p),
                                    counts.remaining(p)))
                            .toList(),
                    IntStream.range(0, net.transitions().size())
                            .mapToObj(t -> new Firings(
                                    net.transitions().get(t).id(),
                                    net.transitions().get(t).label(),
                                    counts.fired(t),
                                    counts.forced(t)))
                            .toList());
        }
    }

    /** Tokens of all cases at one place, as in {@link Tokens}. */
    public record AtPlace(String place, long produced, long consumed, long missing, long remaining) {}

    /**
     * What one transition did in all cases.
     *
     * @param transition its id
     * @param label null for a silent one
     * @param fired how often
     * @param forced how often of these although tokens were missing
     */
    public record Firings(String transition, @Nullable String label, long fired, long forced) {}

    /**
     * Aligns each variant once.
     *
     * @param budget states that one variant may cost
     * @param threads at least 1; the result does not depend on it
     * @param progress told the number of variants aligned so far, by several threads
     */
    public static ConformanceReport byAlignments(
            List<Variant> variants,
            ProcessModel model,
            MoveCosts costs,
            long budget,
            int threads,
            IntConsumer progress) {
        List<AlignmentResult> results = new VariantAligner(model, costs, budget, threads)
                .align(variants.stream().map(Variant::steps).toList(), progress);
        Fitness fitness = new Fitness();
        Precision precision = Precision.of(model);
        DeviationCounter deviations = new DeviationCounter(costs);
        for (int i = 0; i < variants.size(); i++) {
            long cases = variants.get(i).cases();
            fitness.add(results.get(i), cases);
            precision.add(results.get(i), cases);
            if (results.get(i) instanceof Optimal optimal) {
                deviations.add(optimal, cases);
            }
        }
        return new ConformanceReport(
                fitness.evaluated(),
                fitness.notEvaluated(),
                fitness.fitting(),
                OptionalLong.of(fitness.cost()),
                fitness.ofLog(),
                fitness.mean(),
                precision.counts().precision(),
                Optional.empty(),
                deviations.costliestFirst());
    }

    /**
     * Replays each variant once, in the calling thread.
     *
     * @param budget markings that one event may cost to look through
     * @param progress told the number of variants replayed so far
     */
    public static ConformanceReport byReplay(
            List<Variant> variants, ProcessModel model, long budget, IntConsumer progress) {
        TokenReplay replay = TokenReplay.of(model, budget);
        ReplayFitness fitness = new ReplayFitness(replay);
        for (int i = 0; i < variants.size(); i++) {
            fitness.add(replay.replay(variants.get(i).steps()), variants.get(i).cases());
            progress.accept(i + 1);
        }
        return new ConformanceReport(
                fitness.evaluated(),
                fitness.notEvaluated(),
                fitness.fitting(),
                OptionalLong.empty(),
                fitness.ofLog(),
                fitness.mean(),
                OptionalDouble.empty(),
                Optional.of(Tokens.of(fitness.counts(), replay.net())),
                List.of());
    }
}
