package io.tallyhouse.quality.rule;

import io.tallyhouse.catalogue.model.ModelFolder;
import io.tallyhouse.catalogue.model.TableColumn;
import io.tallyhouse.catalogue.yaml.NearestName;
import io.tallyhouse.catalogue.yaml.Place;
import io.tallyhouse.catalogue.yaml.Problems;
import io.tallyhouse.quality.rule.RuleCheck.Dqdl;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.jspecify.annotations.Nullable;
import software.amazon.glue.dqdl.model.DQRule;

/** The rules of one file {@code rules/<layer>/<table>.dqdl}, checked against the table's model as far as that goes without data. */
final class DqdlRules {
    /** What the judged table is called in SQL, beside its own name. */
    static final String PRIMARY = "primary";

    private final ModelFolder table;
    private final Set<String> tables;
    private final Problems problems;
    private final List<Rule> rules = new ArrayList<>();

    private DqdlRules(ModelFolder table, Set<String> tables, Problems problems) {
        this.table = table;
        this.tables = tables;
        this.problems = problems;
    }

    /** @param tables names of all tables that a statement may read */
    static List<Rule> of(String file, String text, ModelFolder table, Set<String> tables, Problems problems) {
        DqdlRules reader = new DqdlRules(table, tables, problems);
        for (DqdlText.Item item : DqdlText.items(file, text, problems)) {
            reader.read(item);
        }
        return reader.rules;
    }

    private void read(DqdlText.Item item) {
        int before = problems.list().size();
        DqdlHeader header = DqdlHeader.of(item, problems).orElse(null);
        Dqdl check = check(item, header == null ? null : header.rows());
        if (check == null || header == null || problems.list().size() > before) {
            return;
        }
        rules.add(new Rule(
                table.name() + "." + header.id(),
                table.name(),
                kind(check),
                check,
                header.words(),
                Objects.requireNonNullElse(header.expected(), check.text()),
                header.severity(),
                Objects.requireNonNullElse(header.owner(), table.model().owner()),
                item.place(),
                List.of(),
                List.of()));
    }

    private @Nullable Dqdl check(DqdlText.Item item, @Nullable String rowsInHeader) {
        DQRule parsed;
        try {
            parsed = DqdlSyntax.parse(item.text());
        } catch (IllegalArgumentException e) {
            problems.add(item.place(), "", String.valueOf(e.getMessage()));
            return null;
        }
        Map<String, String> parameters = new TreeMap<>(parsed.getParameters());
        String sql = parameters.remove("CustomSqlStatement");
        List<String> columns = List.copyOf(parameters.values());
        columns.forEach(c -> requireColumn(c, item.place(), ""));
        String where = parsed.getWhereClause();
        String rows = rowsInHeader != null ? rowsInHeader : rows(parsed, item.text(), columns, where);
        Set<String> reads = new TreeSet<>();
        if (where != null) {
            condition(where, item.place(), "where");
        }
        if (sql != null) {
            statement(sql, item.place(), "CustomSql", reads);
        }
        Dqdl check = new Dqdl(item.text(), parsed.getRuleType(), columns, where, sql, List.of(), rows);
        if (check.rowsAreQuery()) {
            statement(Objects.requireNonNull(rows), item.place(), "rows", reads);
        } else if (rowsInHeader != null) {
            condition(rowsInHeader, item.place(), "rows");
        }
        return new Dqdl(item.text(), parsed.getRuleType(), columns, where, sql, List.copyOf(reads), rows);
    }

    /** The failing rows where the rule itself says which they are. */
    private static @Nullable String rows(DQRule rule, String text, List<String> columns, @Nullable String where) {
        return switch (rule.getRuleType()) {
            case "RowCount" -> where != null && text.matches("(?s)RowCount\\s*=\\s*0\\s+where.*") ? where : null;
            case "Completeness", "IsComplete" ->
                Identifiers.quoted(columns.get(0)) + " IS NULL" + (where == null ? "" : " AND (" + where + ")");
            default -> null;
        };
    }

    private static RuleKind kind(Dqdl check) {
        if (check.sql() != null && !check.reads().isEmpty()) {
            return RuleKind.RECONCILIATION;
        }
        boolean perRow = check.type().equals("RowCount") && check.where() != null && check.rows() != null;
        return perRow ? RuleKind.ROW_PREDICATE : RuleKind.CUSTOM_DQDL;
    }

    private void condition(String sql, Place place, String path) {
        parsing(place, path, () -> SqlNames.columnsOf(sql).forEach(c -> requireColumn(c, place, path)));
    }

    private void statement(String sql, Place place, String path, Set<String> reads) {
        parsing(place, path, () -> {
            for (String name : SqlNames.tablesOf(sql)) {
                if (name.equals(PRIMARY) || name.equals(table.name())) {
                    continue;
                }
                if (tables.contains(name)) {
                    reads.add(name);
                } else {
                    problems.add(place, path, "Unknown table \"" + name + "\"" + NearestName.hint(name, tables));
                }
            }
        });
    }

    private void parsing(Place place, String path, Runnable parse) {
        try {
            parse.run();
        } catch (Exception e) {
            // Scala declares no checked exceptions, so that javac would refuse to catch ParseException itself
            if (!(e instanceof ParseException)) {
                throw e;
            }
            problems.add(
                    place,
                    path,
                    "Invalid SQL: "
                            + String.valueOf(e.getMessage())
                                    .strip()
                                    .lines()
                                    .findFirst()
                                    .orElse(""));
        }
    }

    private void requireColumn(String column, Place place, String path) {
        List<String> names =
                table.model().columns().stream().map(TableColumn::name).toList();
        if (!names.contains(column)) {
            problems.add(
                    place,
                    path,
                    "Unknown column \"" + column + "\" of " + table.name() + NearestName.hint(column, names));
        }
    }
}
