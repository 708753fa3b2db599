package io.tallyhouse.mining.model;

import io.tallyhouse.mining.Ints;
import io.tallyhouse.mining.model.AcceptingPetriNet.Transition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Whether every run of a net can end, and ends cleanly (van der Aalst et al., Soundness of workflow nets, 2011): from each reachable
 * marking the final one can be reached, no marking holds the final one and more, each transition can fire, and no place collects
 * tokens without end (found by a marking that covers one on the way to it; Karp and Miller 1969). A net made of blocks is sound by
 * construction and not searched.
 *
 * @param verdict what is known
 * @param findings what is wrong, with the places and transitions at fault; empty unless unsound
 * @param markings how many were looked at
 */
public record Soundness(Verdict verdict, List<String> findings, long markings) {
    private static final int NAMED = 5;

    /** Defensive copy. */
    public Soundness {
        findings = List.copyOf(findings);
    }

    /** What is known. */
    public enum Verdict {
        /** Every run can end, and ends cleanly. */
        SOUND,
        /** See the findings. */
        UNSOUND,
        /** The budget of markings did not suffice. */
        NOT_DECIDED
    }

    /** @param budget markings that may be looked at, at least 1 */
    public static Soundness of(ProcessModel model, long budget) {
        if (NetToTree.simplest(model) instanceof ProcessTree) {
            return new Soundness(Verdict.SOUND, List.of(), 0);
        }
        return new Search(model.net()).run(budget);
    }

    private static final class Search {
        private final AcceptingPetriNet net;
        private final Firing firing;
        private final Map<Ints, Integer> numbers = new HashMap<>();
        private final List<int[]> markings = new ArrayList<>();
        private final List<Integer> reachedFrom = new ArrayList<>();
        private final List<List<Integer>> before = new ArrayList<>();
        private final BitSet fired = new BitSet();
        private final BitSet deadlocks = new BitSet();

        Search(AcceptingPetriNet net) {
            this.net = net;
            this.firing = new Firing(net);
        }

        Soundness run(long budget) {
            number(net.initial().toArray(), -1);
            for (int here = 0; here < markings.size(); here++) {
                int growing = growing(here);
                if (growing >= 0) {
                    return unsound("unbounded: place %s can collect tokens without end"
                            .formatted(net.places().get(growing)));
                }
                if (markings.size() > budget) {
                    return new Soundness(Verdict.NOT_DECIDED, List.of(), markings.size());
                }
                fireAll(here);
            }
            return judged();
        }

        private Soundness unsound(String finding) {
            return new Soundness(Verdict.UNSOUND, List.of(finding), markings.size());
        }

        private void fireAll(int here) {
            boolean isStuck = true;
            for (int t = 0; t < net.transitions().size(); t++) {
                if (firing.isEnabled(t, markings.get(here))) {
                    int[] after = markings.get(here).clone();
                    firing.fire(t, after);
                    isStuck = false;
                    fired.set(t);
                    before.get(number(after, here)).add(here);
                }
            }
            if (isStuck) {
                deadlocks.set(here);
            }
        }

        private int number(int[] tokens, int from) {
            Integer known = numbers.putIfAbsent(Ints.of(tokens), markings.size());
            if (known != null) {
                return known;
            }
            markings.add(tokens);
            reachedFrom.add(from);
            before.add(new ArrayList<>());
            return markings.size() - 1;
        }

        /** A place that has more tokens than at a marking on the way here which is covered, or -1. */
        private int growing(int here) {
            int[] tokens = markings.get(here);
            for (int on = reachedFrom.get(here); on >= 0; on = reachedFrom.get(on)) {
                int grown = grown(markings.get(on), tokens);
                if (grown >= 0) {
                    return grown;
                }
            }
            return -1;
        }

        private static int grown(int[] less, int[] more) {
            int grown = -1;
            for (int place = 0; place < less.length; place++) {
                if (more[place] < less[place]) {
                    return -1;
                }
                grown = grown < 0 && more[place] > less[place] ? place : grown;
            }
            return grown;
        }

        private Soundness judged() {
            List<String> findings = new ArrayList<>();
            Integer last = numbers.get(Ints.of(net.finalMarking().toArray()));
            if (last == null) {
                findings.add("unreachable end: no run ends in the final marking "
                        + places(net.finalMarking().toArray()));
            }
            BitSet ending = last == null ? new BitSet() : leadingTo(last);
            for (int marking = 0; marking < markings.size(); marking++) {
                if (deadlocks.get(marking) && !ending.get(marking)) {
                    findings.add("deadlock: nothing can go on from " + places(markings.get(marking)));
                } else if (last != null && !ending.get(marking) && isFirst(marking, ending)) {
                    findings.add("no way to the end from " + places(markings.get(marking)));
                }
                if (grown(net.finalMarking().toArray(), markings.get(marking)) >= 0) {
                    findings.add("the end is reached with tokens left: " + places(markings.get(marking)));
                }
            }
            for (int t = 0; t < net.transitions().size(); t++) {
                if (!fired.get(t)) {
                    Transition dead = net.transitions().get(t);
                    findings.add(
                            "dead transition: " + dead.id() + (dead.label() == null ? "" : " (" + dead.label() + ")"));
                }
            }
            List<String> told = new ArrayList<>(findings.subList(0, Math.min(NAMED, findings.size())));
            if (findings.size() > NAMED) {
                told.add("and %d more".formatted(findings.size() - NAMED));
            }
            return new Soundness(findings.isEmpty() ? Verdict.SOUND : Verdict.UNSOUND, told, markings.size());
        }

        /** Whether the way to the end is lost here and not before. */
        private boolean isFirst(int marking, BitSet ending) {
            return before.get(marking).stream().anyMatch(ending::get);
        }

        private BitSet leadingTo(int last) {
            BitSet leading = new BitSet();
            Deque<Integer> open = new ArrayDeque<>(List.of(last));
            leading.set(last);
            while (!open.isEmpty()) {
                for (int from : before.get(open.remove())) {
                    if (!leading.get(from)) {
                        leading.set(from);
                        open.add(from);
                    }
                }
            }
            return leading;
        }

        private String places(int[] tokens) {
            TreeSet<String> named = new TreeSet<>();
            for (int place = 0; place < tokens.length; place++) {
                if (tokens[place] > 0) {
                    named.add((tokens[place] > 1 ? tokens[place] + " × " : "")
                            + net.places().get(place));
                }
            }
            return named.toString();
        }
    }
}
