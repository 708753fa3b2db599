package io.tallyhouse.quality.deequ;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.runners.AnalysisRunBuilder;
import com.amazon.deequ.analyzers.runners.AnalyzerContext;
import com.amazon.deequ.analyzers.runners.EmptyStateException;
import com.amazon.deequ.checks.Check;
import com.amazon.deequ.checks.CheckLevel;
import com.amazon.deequ.checks.CheckResult;
import com.amazon.deequ.checks.CheckStatus;
import com.amazon.deequ.metrics.Metric;
import io.tallyhouse.quality.rule.Rule;
import io.tallyhouse.quality.rule.RuleCheck.EveryRow;
import io.tallyhouse.quality.rule.RuleCheck.UniqueKey;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import scala.Function1;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.immutable.List$;
import scala.util.Failure;
import scala.util.Try;

/**
 * Judges rules on rows: all as one first, and when that one does not hold each for itself, conditions in one scan and the number of rows
 * with them, a key in a grouping of its own.
 */
final class RowRules {
    private final JudgedTable table;
    private final Map<String, Verdict> verdicts = new LinkedHashMap<>();
    private long total;

    private RowRules(JudgedTable table) {
        this.table = table;
    }

    /** @param rules of one table, each found judgeable */
    static RowRules judge(JudgedTable table, List<Rule> rules) {
        RowRules judged = new RowRules(table);
        OptionalLong passing = PassingScan.rows(table, rules);
        if (passing.isPresent()) {
            judged.total = passing.getAsLong();
            rules.forEach(r -> judged.verdicts.put(r.id(), judged.everyRow()));
            return judged;
        }
        judged.run(rules);
        // An error while rows were read is reported for every rule of the scan: each gets a scan of its own.
        List<Rule> spoiled =
                rules.stream().filter(r -> !judged.verdicts.containsKey(r.id())).toList();
        for (Rule rule : spoiled) {
            String error = judged.run(List.of(rule));
            if (!judged.verdicts.containsKey(rule.id())) {
                judged.verdicts.put(rule.id(), Verdict.notEvaluable(error));
            }
        }
        return judged;
    }

    Map<String, Verdict> verdicts() {
        return verdicts;
    }

    /** Rows of the table. */
    long total() {
        return total;
    }

    /** @return the last error met, which left its rules without a verdict; empty when all have one */
    private String run(List<Rule> rules) {
        Check size = check("rows").hasSize(assertion(v -> true), Option.empty());
        Map<Rule, Check> checks = new LinkedHashMap<>();
        rules.forEach(r -> checks.put(r, check(r)));
        List<Analyzer<?, Metric<?>>> analyzers = new ArrayList<>(JavaConverters.setAsJavaSet(size.requiredAnalyzers()));
        checks.values().forEach(c -> analyzers.addAll(JavaConverters.setAsJavaSet(c.requiredAnalyzers())));
        AnalyzerContext context = new AnalysisRunBuilder(table.rows())
                .addAnalyzers(JavaConverters.asScalaBuffer(analyzers))
                .run();
        table.requireSession();
        Try<?> rows = value(size.evaluate(context));
        if (rows.isSuccess()) {
            total = ((Number) rows.get()).longValue();
        }
        String error = "";
        for (Map.Entry<Rule, Check> entry : checks.entrySet()) {
            CheckResult result = entry.getValue().evaluate(context);
            Try<?> value = value(result);
            if (value instanceof Failure<?> failure && !(failure.exception() instanceof EmptyStateException)) {
                error = String.valueOf(failure.exception().getMessage());
            } else {
                verdicts.put(entry.getKey().id(), verdict(result, value));
            }
        }
        return error;
    }

    private Verdict verdict(CheckResult result, Try<?> value) {
        if (!value.isSuccess()) {
            return Verdict.passed(total == 0 ? "no rows to judge" : "no key to compare: all are null");
        }
        String share = BigDecimal.valueOf(((Number) value.get()).doubleValue())
                .stripTrailingZeros()
                .toPlainString();
        return result.status().equals(CheckStatus.Success())
                ? everyRow()
                : Verdict.failed("share of good rows " + share);
    }

    private Verdict everyRow() {
        return Verdict.passed("all of " + total + " rows");
    }

    private static Try<?> value(CheckResult result) {
        return result.constraintResults().head().metric().get().value();
    }

    private static Check check(Rule rule) {
        Function1<Object, Object> all = assertion(share -> share == 1.0);
        if (rule.check() instanceof EveryRow row) {
            return check(rule.id())
                    .satisfies(row.valid(), rule.id(), all, Option.empty(), List$.MODULE$.empty(), Option.empty());
        }
        if (rule.check() instanceof UniqueKey key) {
            return check(rule.id()).hasUniqueness(JavaConverters.asScalaBuffer(key.columns()), all);
        }
        throw new IllegalArgumentException("Not a rule on rows: " + rule.id());
    }

    private static Check check(String name) {
        return new Check(CheckLevel.Error(), name, List$.MODULE$.empty());
    }

    private interface Assertion {
        boolean holds(double value);
    }

    private static Function1<Object, Object> assertion(Assertion assertion) {
        return value -> assertion.holds(((Number) value).doubleValue());
    }
}
