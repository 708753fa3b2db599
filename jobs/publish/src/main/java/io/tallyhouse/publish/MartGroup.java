package io.tallyhouse.publish;

import java.util.List;

/**
 * Marts that are consistent with each other and therefore published together or not at all.
 *
 * @param name of the group
 * @param tables the marts in it
 */
public record MartGroup(String name, List<MartTable> tables) {
    public MartGroup {
        tables = List.copyOf(tables);
    }
}
