package io.tallyhouse.quality.deequ;

import io.tallyhouse.quality.rule.RuleCheck.Dqdl;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a rule as Deequ gets it. */
final class DqdlStatements {
    private static final Pattern CUSTOM_SQL =
            Pattern.compile("\\s*CustomSql\\s*\"((?:\\\\.|[^\"\\\\])*)\"(.*)", Pattern.DOTALL);

    private DqdlStatements() {}

    /** Deequ reads a null as 0, so that a sum over no rows would equal 0: not a number equals nothing. */
    static String guarded(String sql) {
        return "SELECT coalesce(cast((" + sql + "\n) AS DOUBLE), double('NaN'))";
    }

    static String evaluated(Dqdl check) {
        Matcher custom = CUSTOM_SQL.matcher(check.text());
        return custom.matches() ? "CustomSql \"" + guarded(custom.group(1)) + "\"" + custom.group(2) : check.text();
    }
}
