package io.tallyhouse.mining.replay;

import io.tallyhouse.mining.OverBudget;
import io.tallyhouse.mining.align.Aligner;
import io.tallyhouse.mining.align.AlignmentResult;
import io.tallyhouse.mining.align.AlignmentResult.Optimal;
import io.tallyhouse.mining.model.AcceptingPetriNet;
import io.tallyhouse.mining.model.Firing;
import io.tallyhouse.mining.model.InvalidModelException;
import io.tallyhouse.mining.model.ProcessModel;
import io.tallyhouse.mining.replay.ReplayResult.NotEvaluated;
import io.tallyhouse.mining.replay.ReplayResult.Replayed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Replays traces on a net (Rozinat and van der Aalst, Conformance checking of processes based on monitoring real behavior, 2008): each
 * event fires a transition with its activity; where none is enabled, the fewest silent steps that enable one are fired first, and
 * where there are none, tokens are put where they are missing. At the end the final marking is consumed in the same way, and what is
 * left then remains. Of several
 * transitions the first in the order of the net is taken, of several silent ways a shortest one, always the same.
 *
 * <p>Such a replay looks no further than the next event and can therefore miss the way on which a trace fits. Where it does, the
 * trace is replayed as the run with the fewest silent steps, so that a case is unfit only if it is. Not safe for use by several
 * threads.
 */
public final class TokenReplay {
    private final AcceptingPetriNet net;
    private final Firing firing;
    private final Map<String, int[]> byLabel = new HashMap<>();
    private final SilentWays silentWays;
    private final Aligner aligner;
    private final long budget;

    private TokenReplay(ProcessModel model, long budget) {
        this.net = model.net();
        this.firing = new Firing(net);
        this.silentWays = new SilentWays(net, firing, budget);
        this.aligner = Aligner.of(model, budget);
        this.budget = budget;
        for (String label : net.labels()) {
            byLabel.put(label, firing.labelled(label));
        }
    }

    /**
     * @param budget markings that one event may cost to look through, and states that one trace may cost to find out whether it
     *     fits; at least 1
     * @throws InvalidModelException if the model has no run, or none is found within the budget
     */
    public static TokenReplay of(ProcessModel model, long budget) {
        return new TokenReplay(model, budget);
    }

    /** @return the net that is replayed on: places and transitions are counted by their index in it */
    public AcceptingPetriNet net() {
        return net;
    }

    ReplayCounts nothing() {
        return new ReplayCounts(net.places().size(), net.transitions().size());
    }

    /**
     * @param trace the activities of a case, in order; unknown ones are counted and passed over
     * @throws InvalidModelException if a place collects more tokens than can be counted
     */
    public ReplayResult replay(List<String> trace) {
        try {
            ReplayCounts counts = replayed(trace);
            if (counts.unknown() > 0) {
                return new Replayed(counts, false);
            }
            if (counts.missing() == 0 && counts.remaining() == 0) {
                return new Replayed(counts, true);
            }
            AlignmentResult alignment = aligner.align(trace);
            if (alignment instanceof Optimal optimal) {
                return optimal.fits() ? asRun(trace) : new Replayed(counts, false);
            }
        } catch (OverBudget e) {
            return new NotEvaluated(budget);
        }
        return new NotEvaluated(budget);
    }

    private ReplayCounts replayed(List<String> trace) {
        ReplayCounts counts = nothing();
        int[] tokens = firing.initial();
        produceAll(counts, tokens);
        for (String activity : trace) {
            int[] candidates = byLabel.get(activity);
            if (candidates == null) {
                counts.meetUnknown();
                continue;
            }
            int transition = firing.firstEnabled(candidates, tokens);
            if (transition < 0) {
                int[] way = silentWays.toEnable(candidates, tokens);
                for (int silent : way) {
                    fire(silent, tokens, counts);
                }
                transition = firing.firstEnabled(candidates, tokens);
            }
            fire(transition < 0 ? firing.leastMissing(candidates, tokens) : transition, tokens, counts);
        }
        for (int silent : silentWays.toCover(new int[][] {firing.accepting()}, tokens)) {
            fire(silent, tokens, counts);
        }
        consumeAll(counts, tokens);
        return counts;
    }

    private void fire(int transition, int[] tokens, ReplayCounts counts) {
        boolean isForced = false;
        int[] places = firing.inputs(transition);
        int[] needs = firing.needs(transition);
        for (int i = 0; i < places.length; i++) {
            int lacking = Math.max(0, needs[i] - tokens[places[i]]);
            isForced |= lacking > 0;
            counts.miss(places[i], lacking);
            counts.consume(places[i], needs[i]);
            tokens[places[i]] += lacking;
        }
        firing.fire(transition, tokens);
        int[] outputs = firing.outputs(transition);
        for (int i = 0; i < outputs.length; i++) {
            counts.produce(outputs[i], firing.puts(transition)[i]);
        }
        counts.fire(transition, isForced);
    }

    private static void produceAll(ReplayCounts counts, int[] initial) {
        for (int place = 0; place < initial.length; place++) {
            counts.produce(place, initial[place]);
        }
    }

    private void consumeAll(ReplayCounts counts, int[] tokens) {
        int[] accepting = firing.accepting();
        for (int place = 0; place < tokens.length; place++) {
            counts.consume(place, accepting[place]);
            counts.miss(place, Math.max(0, accepting[place] - tokens[place]));
            counts.remain(place, Math.max(0, tokens[place] - accepting[place]));
        }
    }

    private ReplayResult asRun(List<String> trace) {
        List<int[]> steps = new ArrayList<>();
        trace.forEach(activity -> steps.add(byLabel.get(activity)));
        ReplayCounts counts = nothing();
        int[] tokens = firing.initial();
        produceAll(counts, tokens);
        for (int transition : silentWays.run(steps)) {
            fire(transition, tokens, counts);
        }
        consumeAll(counts, tokens);
        return new Replayed(counts, true);
    }
}
