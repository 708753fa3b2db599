package io.tallyhouse.catalogue.model;

import io.tallyhouse.catalogue.yaml.Default;
import io.tallyhouse.catalogue.yaml.Key;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One column of a table.
 *
 * @param name snake case
 * @param type SQL type in lower case: string, bigint, int, double, boolean, timestamp, date, decimal(p,s)
 * @param notNull whether a null is a broken rule
 * @param personal tells about a person: no statistics are collected on it
 * @param min smallest valid value
 * @param max largest valid value
 * @param values valid texts; empty means any
 * @param sentence what it means, with its unit
 */
public record TableColumn(
        String name,
        String type,
        @Default("false") boolean notNull,
        @Default("false") boolean personal,
        @Nullable Double min,
        @Nullable Double max,
        @Key("values") List<String> values,
        String sentence) {
    private static final Pattern TYPE =
            Pattern.compile("string|bigint|int|double|boolean|timestamp|date|decimal\\(\\d+,\\s*\\d+\\)");

    public TableColumn {
        if (!TYPE.matcher(type).matches()) {
            throw new IllegalArgumentException("Unknown type \"" + type + "\" of column " + name
                    + "; valid: string, bigint, int, double, boolean, timestamp, date, decimal(p,s)");
        }
    }
}
