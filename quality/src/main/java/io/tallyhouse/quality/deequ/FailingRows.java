package io.tallyhouse.quality.deequ;

import io.tallyhouse.quality.result.FailingRow;
import io.tallyhouse.quality.rule.Identifiers;
import io.tallyhouse.quality.rule.Rule;
import io.tallyhouse.quality.rule.RuleCheck.Dqdl;
import io.tallyhouse.quality.rule.RuleCheck.EveryRow;
import io.tallyhouse.quality.rule.RuleCheck.UniqueKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The rows that break a rule which Deequ found broken.
 *
 * @param count all of them; of a key that is not unique the rows, not the keys
 * @param first at most {@value #KEPT}, ordered by key and value
 * @param query SQL that shows all of them
 */
record FailingRows(long count, List<FailingRow> first, String query) {
    /** Rows kept for each rule. */
    static final int KEPT = 100;

    /** @return empty where the rule speaks about the table as a whole */
    static Optional<FailingRows> of(JudgedTable table, Rule rule) {
        if (rule.check() instanceof UniqueKey key) {
            return Optional.of(duplicates(table, key));
        }
        if (rule.check() instanceof EveryRow check) {
            return Optional.of(found(table, query(table, check.broken(), List.of(check.column()))));
        }
        Dqdl check = (Dqdl) rule.check();
        if (check.rows() == null) {
            return Optional.empty();
        }
        String query =
                check.rowsAreQuery() ? named(table, check.rows()) : query(table, check.rows(), columns(table, check));
        return Optional.of(found(table, query));
    }

    /** The columns that a hand-written rule speaks about: its parameters, else those of its condition. */
    private static List<String> columns(JudgedTable table, Dqdl check) {
        if (!check.columns().isEmpty()) {
            return check.columns();
        }
        Set<String> known = new LinkedHashSet<>(table.columns());
        String condition = String.valueOf(check.rows()).replaceAll("'(?:\\\\.|[^'\\\\])*'", "");
        return Arrays.stream(condition.split("[^A-Za-z0-9_]+"))
                .filter(known::contains)
                .distinct()
                .toList();
    }

    private static String query(JudgedTable table, String condition, List<String> values) {
        Set<String> columns = new LinkedHashSet<>(table.model().model().grain());
        columns.addAll(values);
        String key = list(table.model().model().grain());
        return "SELECT " + list(columns) + " FROM " + table.name() + " WHERE " + condition + " ORDER BY " + key;
    }

    private static FailingRows duplicates(JudgedTable table, UniqueKey key) {
        String columns = list(key.columns());
        String query = "SELECT " + columns + ", count(*) AS rows FROM " + table.name() + " GROUP BY " + columns
                + " HAVING count(*) > 1 AND coalesce(" + columns(key) + ") IS NOT NULL ORDER BY " + columns;
        FailingRows keys = found(table, query);
        long rows = table.session()
                .sql("SELECT coalesce(sum(rows), 0) FROM (" + query + ")")
                .first()
                .getLong(0);
        List<FailingRow> first = keys.first().stream()
                .map(k -> new FailingRow(k.key(), k.value() + " rows"))
                .toList();
        return new FailingRows(rows, first, query);
    }

    private static String columns(UniqueKey key) {
        return key.columns().stream()
                .map(c -> "cast(" + Identifiers.quoted(c) + " AS string)")
                .collect(Collectors.joining(", "));
    }

    private static FailingRows found(JudgedTable table, String query) {
        Dataset<Row> rows = table.session().sql(query);
        String[] names = rows.columns();
        Column[] order = Arrays.stream(names).map(rows::col).toArray(Column[]::new);
        List<FailingRow> first = new ArrayList<>();
        for (Row row : rows.orderBy(order).limit(KEPT).collectAsList()) {
            first.add(row(table, names, row));
        }
        long count = first.size() < KEPT ? first.size() : rows.count();
        return new FailingRows(count, first, query);
    }

    private static FailingRow row(JudgedTable table, String[] names, Row row) {
        List<String> grain = table.model().model().grain();
        boolean whole = Arrays.asList(names).containsAll(grain);
        Map<String, String> key = new LinkedHashMap<>();
        List<String> values = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            String text = personal(table, names[i]) && !grain.contains(names[i])
                    ? FailingRow.WITHHELD
                    : String.valueOf(row.get(i));
            boolean isKey = whole ? grain.contains(names[i]) : i < names.length - 1;
            if (isKey) {
                key.put(names[i], text);
            } else {
                values.add(names.length - key.size() > 1 ? names[i] + "=" + text : text);
            }
        }
        return new FailingRow(key, values.isEmpty() ? "null" : String.join(", ", values));
    }

    private static boolean personal(JudgedTable table, String column) {
        return table.model().model().columns().stream().anyMatch(c -> c.name().equals(column) && c.personal());
    }

    private static String named(JudgedTable table, String query) {
        return query.replaceAll("\\bprimary\\b", table.name());
    }

    private static String list(Iterable<String> columns) {
        List<String> quoted = new ArrayList<>();
        columns.forEach(c -> quoted.add(Identifiers.quoted(c)));
        return String.join(", ", quoted);
    }
}
