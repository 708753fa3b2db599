package io.tallyhouse.publish;

import java.util.List;

/**
 * A group that a gate keeps from being published: sinks go on showing its last publication.
 *
 * @param name of the group
 * @param tables names of its marts
 * @param reason why, in words that a reader of the marts understands
 */
public record HeldBack(String name, List<String> tables, String reason) {
    public HeldBack {
        tables = List.copyOf(tables);
    }
}
