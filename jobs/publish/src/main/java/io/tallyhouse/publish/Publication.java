package io.tallyhouse.publish;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one run brings to its sinks.
 *
 * @param publicationId stands in every row that is published with it
 * @param runId the run that computed the rows
 * @param asOf up to when events were counted (UTC)
 * @param knownAt when the run published (UTC); given by the caller, because nothing here reads a clock
 * @param fresh groups with new rows
 * @param heldBack groups that stay as they are
 */
public record Publication(
        String publicationId,
        String runId,
        Instant asOf,
        Instant knownAt,
        List<MartGroup> fresh,
        List<HeldBack> heldBack) {
    /** The table, in every sink, that says which publication each group shows. */
    public static final String TABLE = "publication";

    /** The column, in every published row, that says which publication brought it. */
    public static final String ID_COLUMN = "publication_id";

    public Publication {
        fresh = List.copyOf(fresh);
        heldBack = List.copyOf(heldBack);
        requireOnce("group", groupNames(fresh, heldBack));
        requireOnce("table", tableNames(fresh, heldBack));
    }

    /** Names of the groups that are held back. */
    public List<String> heldBackNames() {
        return heldBack.stream().map(HeldBack::name).toList();
    }

    private static List<String> groupNames(List<MartGroup> fresh, List<HeldBack> heldBack) {
        List<String> names = new ArrayList<>(fresh.stream().map(MartGroup::name).toList());
        heldBack.forEach(g -> names.add(g.name()));
        return names;
    }

    private static List<String> tableNames(List<MartGroup> fresh, List<HeldBack> heldBack) {
        List<String> names = new ArrayList<>(List.of(TABLE));
        fresh.forEach(g -> g.tables().forEach(t -> names.add(t.name())));
        heldBack.forEach(g -> names.addAll(g.tables()));
        return names;
    }

    private static void requireOnce(String what, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException(
                        "Cannot publish: the " + what + " " + name + " stands twice in the publication");
            }
        }
    }
}
