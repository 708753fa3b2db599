package io.tallyhouse.quality.rule;

import java.util.Locale;

/** What a rule speaks about. */
public enum RuleKind {
    /** no null in a column; from {@code not_null} and {@code grain} */
    NOT_NULL,
    /** one row per key; from {@code grain} */
    UNIQUE_KEY,
    /** a column is never below a number; from {@code min} */
    MIN,
    /** a column is never above a number; from {@code max} */
    MAX,
    /** a column holds only listed texts; from {@code values} */
    VALUES,
    /** no row meets a condition; written by hand as {@code RowCount = 0 where "…"} */
    ROW_PREDICATE,
    /** the table agrees with another table; written by hand as {@code CustomSql} that names the other table */
    RECONCILIATION,
    /** any other rule written by hand */
    CUSTOM_DQDL;

    /** The word in results. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
