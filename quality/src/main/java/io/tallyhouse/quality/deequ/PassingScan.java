package io.tallyhouse.quality.deequ;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import com.amazon.deequ.VerificationSuite;
import com.amazon.deequ.checks.Check;
import com.amazon.deequ.checks.CheckLevel;
import com.amazon.deequ.checks.CheckStatus;
import io.tallyhouse.quality.rule.Rule;
import io.tallyhouse.quality.rule.RuleCheck.EveryRow;
import io.tallyhouse.quality.rule.RuleCheck.UniqueKey;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.Option;
import scala.collection.immutable.List$;

/**
 * Asks Deequ one question: do all rules on the rows of this table hold? They nearly always do, and a conjunction over the rows of each key
 * costs a fraction of its parts, which need sums of their own and three queries more for the key. An answer other than yes says nothing of
 * any single rule.
 */
final class PassingScan {
    // No column of a model can have a space in its name.
    private static final String ROWS = "rows of key";
    private static final String HOLDS = "all rules hold";

    private PassingScan() {}

    /**
     * @param rules conditions on rows and at most one key, each found judgeable
     * @return the number of rows when every rule holds; empty when one does not, the table is empty, or reading it ended in an error
     */
    static OptionalLong rows(JudgedTable table, List<Rule> rules) {
        List<UniqueKey> keys = rules.stream()
                .filter(r -> r.check() instanceof UniqueKey)
                .map(r -> (UniqueKey) r.check())
                .toList();
        if (rules.size() < 2 || keys.size() > 1) {
            return OptionalLong.empty();
        }
        // Deequ counts neither false nor null as good, and a conjunction is true exactly where each of its parts is.
        String valid = rules.stream()
                .filter(r -> r.check() instanceof EveryRow)
                .map(r -> "(" + ((EveryRow) r.check()).valid() + ")")
                .collect(Collectors.joining(" AND "));
        AtomicLong total = new AtomicLong();
        Check check = new Check(CheckLevel.Error(), HOLDS, List$.MODULE$.empty())
                .satisfies(
                        "`" + HOLDS + "`",
                        HOLDS,
                        v -> (double) v == 1.0,
                        Option.empty(),
                        List$.MODULE$.empty(),
                        Option.empty())
                .hasSum(
                        ROWS,
                        v -> {
                            total.set(((Number) v).longValue());
                            return true;
                        },
                        Option.empty());
        Dataset<Row> judged = keys.isEmpty()
                ? table.rows().select(lit(1L).as(ROWS), expr(valid).as(HOLDS))
                : byKey(table, keys.get(0).columns(), valid);
        Object status =
                new VerificationSuite().onData(judged).addCheck(check).run().status();
        table.requireSession();
        return status.equals(CheckStatus.Success()) ? OptionalLong.of(total.get()) : OptionalLong.empty();
    }

    private static Dataset<Row> byKey(JudgedTable table, List<String> key, String valid) {
        Column[] columns = key.stream().map(table.rows()::col).toArray(Column[]::new);
        Column good = valid.isEmpty() ? lit(true) : expr(valid);
        String noKey = key.stream().map(c -> "`" + c + "` IS NULL").collect(Collectors.joining(" AND "));
        String alone = "`" + ROWS + "` = 1 OR (" + noKey + ")";
        return table.rows()
                .groupBy(columns)
                .agg(count(lit(1)).as(ROWS), count_if(good).as(HOLDS))
                .select(
                        expr("`" + ROWS + "`"),
                        expr("`" + HOLDS + "` = `" + ROWS + "` AND (" + alone + ")")
                                .as(HOLDS));
    }
}
