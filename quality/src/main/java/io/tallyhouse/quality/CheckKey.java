package io.tallyhouse.quality;

import io.tallyhouse.catalogue.hash.Sha256;
import io.tallyhouse.quality.rule.Rule;
import io.tallyhouse.quality.rule.RuleCheck.Dqdl;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What the verdicts on a table depend on, as one hash. */
final class CheckKey {
    /** To be raised whenever this module judges the same rule and rows otherwise, or keeps results otherwise. */
    private static final String ENGINE = "deequ 2.1.0, judge 1";

    private CheckKey() {}

    /** @param versions of all tables given to the check, by name */
    static String of(CheckedTable table, List<Rule> rules, Map<String, String> versions) {
        StringBuilder text = new StringBuilder(ENGINE).append('\n');
        text.append(table.name()).append('@').append(table.version()).append('\n');
        text.append(table.model().model().grain())
                .append(table.model().model().columns())
                .append('\n');
        TreeSet<String> reads = new TreeSet<>();
        for (Rule rule : rules) {
            text.append(rule.id()).append(' ').append(rule.check()).append('\n');
            if (rule.check() instanceof Dqdl dqdl) {
                reads.addAll(dqdl.reads());
            }
        }
        reads.forEach(r -> text.append(r)
                .append('@')
                .append(versions.getOrDefault(r, "absent"))
                .append('\n'));
        return Sha256.of(text.toString());
    }
}
