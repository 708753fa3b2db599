package io.tallyhouse.catalogue.model;

import io.tallyhouse.catalogue.yaml.Default;
import io.tallyhouse.catalogue.yaml.NearestName;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table's {@code model.yaml}.
 *
 * @param name table name, unique over all layers; the folder's name
 * @param sentence what a row is
 * @param owner who answers questions
 * @param grain key columns: one row each
 * @param inputs tables read, by name; see {@link Input}
 * @param references small tables that come from the configuration; their content is part of the fingerprint
 * @param refresh how it is brought up to date
 * @param key for {@link Refresh#BY_KEY}: the columns, a part of the grain, whose values are recomputed together
 * @param triggers what makes it run
 * @param engine {@code sql} or {@code java:<name>}
 * @param partition partition columns
 * @param group the group of tables that is published together; null for tables that are not published
 * @param groupColumn for a published table that holds rows of several groups: the column that names the group
 * @param publishedAs name in the sinks where it differs from the table's
 * @param columns in order
 */
public record TableModel(
        String name,
        String sentence,
        String owner,
        List<String> grain,
        Map<String, Input> inputs,
        List<String> references,
        Refresh refresh,
        List<String> key,
        List<Trigger> triggers,
        @Default("sql") String engine,
        List<String> partition,
        @Nullable String group,
        @Nullable String groupColumn,
        @Nullable String publishedAs,
        List<TableColumn> columns) {

    /** How a table is brought up to date. */
    public enum Refresh {
        /** changed keys are recomputed from the full inputs and replaced */
        BY_KEY,
        /** computed whole, compared, written only when different */
        FULL
    }

    /** What makes a model run. */
    public enum Trigger {
        /** an input table has a version that this model has not seen */
        TABLES,
        /** the as_of of the run differs from the one seen last */
        AS_OF
    }

    /**
     * How an input's changes are followed.
     *
     * @param key SQL expressions over the input's columns that give the model's {@code key}, in its order; empty means that any
     *     change of this input recomputes the whole model
     */
    public record Input(List<String> key) {}

    public TableModel {
        List<String> names = columns.stream().map(TableColumn::name).toList();
        if (names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException("A column stands twice");
        }
        for (String column : grain) {
            requireColumn("grain", column, names);
        }
        for (String column : partition) {
            requireColumn("partition", column, names);
        }
        for (String column : key) {
            requireColumn("key", column, grain);
        }
        if (grain.isEmpty() || columns.isEmpty()) {
            throw new IllegalArgumentException("grain and columns must not be empty");
        }
        if (triggers.isEmpty()) {
            throw new IllegalArgumentException("triggers must hold tables, or tables and as_of");
        }
        if ((refresh == Refresh.BY_KEY) == key.isEmpty()) {
            throw new IllegalArgumentException("key must be given for refresh by_key, and only for it");
        }
        for (Map.Entry<String, Input> input : inputs.entrySet()) {
            if (!input.getValue().key().isEmpty() && input.getValue().key().size() != key.size()) {
                throw new IllegalArgumentException(
                        "inputs." + input.getKey() + ".key must give one expression for each of " + key);
            }
        }
        if (!engine.equals("sql") && !engine.matches("java:[a-z_]+")) {
            throw new IllegalArgumentException("engine must be sql or java:<name>, found \"" + engine + "\"");
        }
    }

    private static void requireColumn(String what, String column, List<String> names) {
        if (!names.contains(column)) {
            throw new IllegalArgumentException(
                    "Unknown column \"" + column + "\" in " + what + NearestName.hint(column, names));
        }
    }

    public TableColumn column(String column) {
        return columns.stream()
                .filter(c -> c.name().equals(column))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No column " + column + " in " + name));
    }

    public boolean isSql() {
        return engine.equals("sql");
    }
}
