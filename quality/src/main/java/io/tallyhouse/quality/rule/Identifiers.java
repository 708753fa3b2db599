package io.tallyhouse.quality.rule;

/** Names and texts as SQL. */
public final class Identifiers {
    private Identifiers() {}

    /** The name, in backticks only where it is not plain snake case. */
    public static String quoted(String name) {
        return name.matches("[a-z_][a-z0-9_]*") ? name : "`" + name.replace("`", "``") + "`";
    }

    /** The text as a SQL literal. */
    public static String text(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
