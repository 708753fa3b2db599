package io.tallyhouse.quality.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a rule is judged. */
public sealed interface RuleCheck {

    /**
     * A condition on each row by itself; all of them are judged in one scan.
     *
     * @param valid SQL that is true for a good row and never null
     * @param broken SQL that is true for exactly the other rows, in the shortest words
     * @param column the column it speaks about, shown as the offending value
     * @param type the column's type by the model where the condition depends on it, else null
     */
    record EveryRow(
            String valid,
            String broken,
            String column,
            @Nullable String type) implements RuleCheck {}

    /**
     * One row per key. Rows whose key is null throughout are not compared; the key's own not-null rules find them.
     *
     * @param columns the key
     */
    record UniqueKey(List<String> columns) implements RuleCheck {}

    /**
     * A rule in DQDL.
     *
     * @param text the rule as written, without comments
     * @param type the rule type, such as {@code RowCount}
     * @param columns columns it names as parameters
     * @param where its filter, or null
     * @param sql the statement of {@code CustomSql}, or null
     * @param reads other tables that the statement or {@code rows} names
     * @param rows SQL that finds the failing rows: a condition on the table, or a query whose last column is the offending value and
     *     whose other columns are the key; null where the rule speaks about the table as a whole
     */
    record Dqdl(
            String text,
            String type,
            List<String> columns,
            @Nullable String where,
            @Nullable String sql,
            List<String> reads,
            @Nullable String rows)
            implements RuleCheck {
        /** Whether {@link #rows} is a whole query. */
        public boolean rowsAreQuery() {
            return rows != null && rows.matches("(?is)\\s*(select|with)\\b.*");
        }
    }
}
