package io.tallyhouse.quality.deequ;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.sum;

import io.tallyhouse.catalogue.yaml.NearestName;
import io.tallyhouse.quality.rule.Rule;
import io.tallyhouse.quality.rule.RuleCheck.Dqdl;
import io.tallyhouse.quality.rule.RuleCheck.EveryRow;
import io.tallyhouse.quality.rule.RuleCheck.UniqueKey;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.jspecify.annotations.Nullable;

/**
 * Asks Catalyst whether a rule can be judged on a table, without running anything. Deequ would answer "failed" where a column is missing,
 * and one wrong filter would spoil every rule of its scan.
 */
final class Judgeable {
    private final JudgedTable table;

    Judgeable(JudgedTable table) {
        this.table = table;
    }

    /** @return why the rule cannot be judged; empty when it can */
    Optional<String> obstacle(Rule rule) {
        if (rule.check() instanceof EveryRow check) {
            return missing(List.of(check.column()))
                    .or(() -> otherType(check.column(), check.type()))
                    .or(() -> condition(check.valid()))
                    .or(() -> condition(check.broken()));
        }
        if (rule.check() instanceof UniqueKey key) {
            return missing(key.columns()).or(() -> grouping(key.columns()));
        }
        return dqdl((Dqdl) rule.check());
    }

    private Optional<String> dqdl(Dqdl check) {
        return missing(check.columns())
                .or(() -> check.where() == null ? Optional.empty() : condition(check.where()))
                .or(() -> absent(check.reads()))
                .or(() -> check.sql() == null ? Optional.empty() : statement(DqdlStatements.guarded(check.sql())))
                .or(() -> rows(check));
    }

    private Optional<String> rows(Dqdl check) {
        String rows = check.rows();
        if (rows == null) {
            return missing(table.model().model().grain());
        }
        return check.rowsAreQuery()
                ? statement(rows)
                : condition(rows).or(() -> missing(table.model().model().grain()));
    }

    private Optional<String> missing(List<String> columns) {
        return columns.stream()
                .filter(c -> table.field(c).isEmpty())
                .findFirst()
                .map(c -> "Column " + c + " is missing from " + table.name() + NearestName.hint(c, table.columns()));
    }

    private Optional<String> otherType(String column, @Nullable String type) {
        return table.field(column)
                .map(f -> f.dataType().simpleString())
                .filter(found -> type != null && !found.equals(type.replace(" ", "")))
                .map(found -> "Column " + column + " of " + table.name() + " is " + found + ", its model says " + type);
    }

    private Optional<String> absent(List<String> tables) {
        return tables.stream()
                .filter(t -> !table.brings(t))
                .findFirst()
                .map(t -> "Table " + t + " was not given to the check: it has not been built");
    }

    private Optional<String> condition(String sql) {
        return analysed(() -> {
            Column condition = expr(sql);
            table.rows().filter(condition);
            // Deequ sums it up; some expressions may stand in a filter and not there
            table.rows().agg(sum(condition.cast("int")));
        });
    }

    private Optional<String> grouping(List<String> columns) {
        Column[] keys = columns.stream().map(table.rows()::col).toArray(Column[]::new);
        return analysed(() -> table.rows().groupBy(keys).count());
    }

    private Optional<String> statement(String sql) {
        return analysed(() -> table.session().sql(sql).schema());
    }

    private static Optional<String> analysed(Runnable analysis) {
        try {
            analysis.run();
            return Optional.empty();
        } catch (Exception e) {
            // Scala declares no checked exceptions, so that javac would refuse to catch AnalysisException itself
            if (e instanceof AnalysisException) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }
}
