package io.tallyhouse.quality.deequ;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.sum;

import io.tallyhouse.catalogue.yaml.NearestName;
import io.tallyhouse.quality.rule.Rule;
import io.tallyhouse.quality.rule.RuleCheck;
import io.tallyhouse.quality.rule.RuleCheck.Dqdl;
import io.tallyhouse.quality.rule.RuleCheck.EveryRow;
import io.tallyhouse.quality.rule.RuleCheck.UniqueKey;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * Asks Catalyst whether a rule can be judged on a table, without running anything. Deequ would answer "failed" where a column is missing,
 * and one wrong filter would spoil every rule of its scan.
 */
final class Judgeable {
    private final JudgedTable table;
    private final Set<String> sound;

    /** @param rules all that will be asked about */
    Judgeable(JudgedTable table, List<Rule> rules) {
        this.table = table;
        this.sound = sound(table, rules);
    }

    /** Conditions found good together, which costs as much as asking about one; none when any of them is not. */
    private static Set<String> sound(JudgedTable table, List<Rule> rules) {
        Set<String> conditions =
                rules.stream().flatMap(r -> conditions(r.check())).collect(Collectors.toCollection(LinkedHashSet::new));
        if (conditions.isEmpty()) {
            return conditions;
        }
        boolean[] good = new boolean[1];
        Optional<String> obstacle = analysed(() -> good[0] = areConditions(table, conditions));
        return obstacle.isEmpty() && good[0] ? conditions : Set.of();
    }

    private static Stream<String> conditions(RuleCheck check) {
        if (check instanceof EveryRow row) {
            return Stream.of(row.valid(), row.broken());
        }
        return check instanceof Dqdl dqdl && dqdl.where() != null ? Stream.of(dqdl.where()) : Stream.empty();
    }

    /** Whether each is a condition, and one that Deequ can sum up. */
    private static boolean areConditions(JudgedTable table, Set<String> conditions) {
        Column[] asked = conditions.stream().map(c -> expr(c)).toArray(Column[]::new);
        Column[] sums = conditions.stream().map(Judgeable::summed).toArray(Column[]::new);
        table.rows().agg(sums[0], Arrays.copyOfRange(sums, 1, sums.length));
        return Arrays.stream(table.rows().select(asked).schema().fields())
                .allMatch(f -> f.dataType().equals(DataTypes.BooleanType));
    }

    private static Column summed(String condition) {
        return sum(expr(condition).cast("int"));
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
        if (sound.contains(sql)) {
            return Optional.empty();
        }
        return analysed(() -> {
            table.rows().filter(expr(sql));
            // Deequ sums it up; some expressions may stand in a filter and not there
            table.rows().agg(summed(sql));
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
