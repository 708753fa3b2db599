package io.tallyhouse.mining.align;

import io.tallyhouse.mining.align.ProjectionTable.CostsLeft;
import java.util.ArrayList;
import java.util.List;

/**
 * What one trace costs at least from a marking on: in each plan the sum over its projections, and the largest of the plans counts. A
 * trace so long that the tables of a plan would take more than their share of the memory goes without that plan.
 */
final class NetBounds {
    /** Numbers in all tables of a trace: 64 MiB. */
    private static final long MOST_NUMBERS = 16L << 20;

    private final int[][] projections;
    private final ProjectionTable[][] tables;

    /** @param trace labels that the net has */
    NetBounds(NetGraph graph, NetPlans plans, int[] trace) {
        List<int[]> of = affordable(graph, plans, trace.length + 1L);
        this.projections = of.toArray(int[][]::new);
        this.tables = new ProjectionTable[of.size()][];
        for (int plan = 0; plan < projections.length; plan++) {
            List<ProjectionTable> sum = new ArrayList<>();
            CostsLeft left = new CostsLeft(graph, trace);
            for (int projection : projections[plan]) {
                sum.add(new ProjectionTable(plans.projections().get(projection), graph, trace, left));
            }
            tables[plan] = sum.toArray(ProjectionTable[]::new);
        }
    }

    private static List<int[]> affordable(NetGraph graph, NetPlans plans, long positions) {
        List<int[]> affordable = new ArrayList<>();
        long room = MOST_NUMBERS - positions * graph.transitions();
        for (int[] plan : plans.plans()) {
            long states = 0;
            for (int projection : plan) {
                states += plans.projections().get(projection).states();
            }
            if (states * positions <= room) {
                room -= states * positions;
                affordable.add(plan);
            }
        }
        return affordable;
    }

    /** @param shadows the marking's state in each projection */
    int least(int[] shadows, int position) {
        long most = 0;
        for (int plan = 0; plan < tables.length; plan++) {
            long sum = 0;
            for (int i = 0; i < tables[plan].length; i++) {
                sum += tables[plan][i].least(shadows[projections[plan][i]], position);
            }
            most = Math.max(most, sum);
        }
        return (int) Math.min(most, ProjectionTable.ENDLESS);
    }
}
