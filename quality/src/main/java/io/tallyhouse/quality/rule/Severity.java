package io.tallyhouse.quality.rule;

import java.util.Locale;

/** What a rule that did not pass does to the marts that depend on its table. */
public enum Severity {
    /** the groups of marts behind the table are held back */
    BLOCK,
    /** it is recorded and shown, nothing is held back */
    WARN;

    /** The word in rule files and results. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
