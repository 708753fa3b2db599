package io.tallyhouse.mining.align;

import io.tallyhouse.mining.model.AcceptingPetriNet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which projections of a net to add up. Each component of the net is one; where components share places that not all have, what one
 * does depends on the other, and they are taken together as long as that does not make too many states. A plan is an order of
 * projections of which each takes the costs that those before have left.
 */
final class NetPlans {
    private static final int MOST_PLANS = 6;
    /** A component with more states stays out: its table would take longer than the search. */
    private static final int MOST_ALONE = 2_000;

    private final AcceptingPetriNet net;
    private final List<BitSet> components;
    /** By component, those that share places with it which not all have. */
    private final List<BitSet> neighbours = new ArrayList<>();

    private final List<Projection> projections = new ArrayList<>();
    /** By group of components. */
    private final Map<BitSet, Integer> numbers = new LinkedHashMap<>();

    private final List<int[]> plans = new ArrayList<>();

    /** @param mostStates of a projection that takes components together; with 0 each stays alone */
    NetPlans(AcceptingPetriNet net, List<BitSet> components, int mostStates) {
        this.net = net;
        this.components = components;
        List<BitSet> alone = new ArrayList<>();
        for (int c = 0; c < components.size(); c++) {
            BitSet group = new BitSet();
            group.set(c);
            if (isKept(group, MOST_ALONE)) {
                alone.add(group);
            }
        }
        findNeighbours();
        List<BitSet> groups = new ArrayList<>();
        for (BitSet group : alone) {
            BitSet grown = mostStates > 0 ? grown(group, mostStates) : group;
            if (!groups.contains(grown)) {
                groups.add(grown);
            }
        }
        plan(groups, alone);
    }

    private void findNeighbours() {
        BitSet everywhere = new BitSet();
        everywhere.set(0, net.places().size());
        components.forEach(everywhere::and);
        for (int component = 0; component < components.size(); component++) {
            BitSet own = (BitSet) components.get(component).clone();
            own.andNot(everywhere);
            BitSet near = new BitSet();
            for (int other = 0; other < components.size(); other++) {
                near.set(other, other != component && components.get(other).intersects(own));
            }
            neighbours.add(near);
        }
    }

    /** With neighbours of its members, one after the other, as long as the projection is small. */
    private BitSet grown(BitSet group, int mostStates) {
        BitSet grown = (BitSet) group.clone();
        BitSet refused = new BitSet();
        while (true) {
            BitSet near = new BitSet();
            grown.stream().forEach(c -> near.or(neighbours.get(c)));
            near.andNot(grown);
            near.andNot(refused);
            int next = near.nextSetBit(0);
            if (next < 0) {
                return grown;
            }
            grown.set(next);
            if (!isKept(grown, mostStates)) {
                grown.clear(next);
                refused.set(next);
            }
        }
    }

    private boolean isKept(BitSet group, int mostStates) {
        if (numbers.containsKey(group)) {
            return true;
        }
        BitSet places = new BitSet();
        group.stream().forEach(c -> places.or(components.get(c)));
        Optional<Projection> projection = Projection.of(net, places, mostStates);
        projection.ifPresent(p -> {
            numbers.put((BitSet) group.clone(), projections.size());
            projections.add(p);
        });
        return projection.isPresent();
    }

    /** Each group comes first in a plan, or with others that have none of its members; then what is left alone. */
    private void plan(List<BitSet> groups, List<BitSet> alone) {
        List<BitSet> open = new ArrayList<>(groups);
        while (!open.isEmpty() && plans.size() < MOST_PLANS) {
            List<BitSet> order = new ArrayList<>();
            BitSet members = new BitSet();
            for (List<BitSet> from : List.of(List.copyOf(open), groups, alone)) {
                for (BitSet group : from) {
                    if (!group.intersects(members)) {
                        members.or(group);
                        order.add(group);
                        open.remove(group);
                    }
                }
            }
            plans.add(order.stream().mapToInt(g -> numbers.getOrDefault(g, 0)).toArray());
        }
    }

    List<Projection> projections() {
        return projections;
    }

    /** Numbers of projections, each plan in its order. */
    List<int[]> plans() {
        return plans;
    }
}
