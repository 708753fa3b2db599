package io.tallyhouse.quality.rule;

import io.tallyhouse.catalogue.yaml.Place;
import java.util.List;

/**
 * One sentence that must be true of a table.
 *
 * @param id stable over nights: {@code table.column.kind} when generated, {@code table.name} when written by hand
 * @param table the table it judges
 * @param kind what it speaks about
 * @param check how it is judged
 * @param words the rule as a sentence in plain English
 * @param expected what would be seen if it held
 * @param severity what happens when it does not pass
 * @param owner who mends it
 * @param place where it is written
 * @param groups groups of published tables that have the table upstream, sorted
 * @param marts those tables by their names in the sinks, sorted
 */
public record Rule(
        String id,
        String table,
        RuleKind kind,
        RuleCheck check,
        String words,
        String expected,
        Severity severity,
        String owner,
        Place place,
        List<String> groups,
        List<String> marts) {
    public Rule {
        groups = List.copyOf(groups);
        marts = List.copyOf(marts);
    }

    /** The same rule knowing which published tables stand behind its table. */
    Rule before(Downstream downstream) {
        return new Rule(
                id,
                table,
                kind,
                check,
                words,
                expected,
                severity,
                owner,
                place,
                downstream.groups(table),
                downstream.marts(table));
    }
}
