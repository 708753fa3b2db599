package io.tallyhouse.quality.deequ;

import com.amazon.deequ.dqdl.EvaluateDataQuality;
import io.tallyhouse.quality.result.Outcome;
import io.tallyhouse.quality.rule.Rule;
import io.tallyhouse.quality.rule.RuleCheck.Dqdl;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import software.amazon.glue.dqdl.exception.InvalidDataQualityRulesetException;
import software.amazon.glue.dqdl.parser.DQDLParser;

/**
 * Judges rules written in DQDL: all together in one scan, but for statements, which Deequ reports under one shared metric and runs one by
 * one anyway. Deequ has two outcomes; the reason it gives says whether it judged.
 */
final class DqdlVerdicts {
    private static final Pattern JUDGED =
            Pattern.compile("Value: (.*) does not meet the constraint requirement!.*", Pattern.DOTALL);
    private static final String NO_ROWS = "Empty state for analyzer";

    private final JudgedTable table;
    private final long total;

    DqdlVerdicts(JudgedTable table, long total) {
        this.table = table;
        this.total = total;
    }

    /** @param rules of the table, each found judgeable */
    Map<String, Verdict> of(List<Rule> rules) {
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        List<Rule> together = rules.stream().filter(r -> dqdl(r).sql() == null).toList();
        if (!together.isEmpty()) {
            verdicts.putAll(process(together));
        }
        for (Rule rule : rules) {
            Verdict verdict = verdicts.get(rule.id());
            boolean alone = verdict == null || (verdict.outcome() == Outcome.NOT_EVALUABLE && together.size() > 1);
            if (alone) {
                verdicts.putAll(process(List.of(rule)));
            }
        }
        return verdicts;
    }

    private Map<String, Verdict> process(List<Rule> rules) {
        List<String> texts = new ArrayList<>();
        rules.forEach(r -> texts.add(DqdlStatements.evaluated(dqdl(r))));
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        Map<String, Row> found = new HashMap<>();
        try {
            EvaluateDataQuality.process(table.rows(), "Rules = [\n" + String.join(",\n", texts) + "\n]")
                    .collectAsList()
                    .forEach(row -> found.put(row.getString(0), row));
        } catch (RuntimeException e) {
            table.requireSession();
            rules.forEach(r -> verdicts.put(r.id(), Verdict.notEvaluable(String.valueOf(e.getMessage()))));
            return verdicts;
        }
        table.requireSession();
        for (int i = 0; i < rules.size(); i++) {
            Row row = found.get(asDeequNamesIt(texts.get(i)));
            if (row == null) {
                throw new IllegalStateException(
                        "Deequ gave no outcome for " + rules.get(i).id());
            }
            verdicts.put(rules.get(i).id(), verdict(rules.get(i), row));
        }
        return verdicts;
    }

    private Verdict verdict(Rule rule, Row row) {
        String metrics = metrics(row);
        if (row.getString(1).equals("Passed")) {
            return metrics.isEmpty() ? withoutFigure(rule) : Verdict.passed(metrics);
        }
        String reason = row.isNullAt(2) ? "" : row.getString(2);
        List<String> values = reason.lines()
                .map(JUDGED::matcher)
                .filter(Matcher::matches)
                .map(m -> m.group(1))
                .toList();
        if (dqdl(rule).sql() != null && values.contains("NaN")) {
            return Verdict.notEvaluable("The statement of the rule returned null");
        }
        if (reason.contains(NO_ROWS)) {
            return withoutFigure(rule);
        }
        if (values.isEmpty()) {
            return Verdict.notEvaluable(reason);
        }
        boolean nulls = values.contains("NULL");
        String seen = metrics.isEmpty() ? String.join(", ", values) : metrics;
        return Verdict.failed(nulls ? seen + "; there are nulls, which break a rule on values" : seen);
    }

    /** Deequ found no value: it says "passed" when the rule has a filter and "failed" when it has none. Neither is a judgement. */
    private Verdict withoutFigure(Rule rule) {
        String where = dqdl(rule).where();
        long rows =
                where == null || total == 0 ? total : table.rows().filter(where).count();
        boolean counts = dqdl(rule).type().equals("RowCount");
        return rows == 0 || counts
                ? Verdict.passed("no rows to judge")
                : Verdict.notEvaluable("No value to judge in " + rows + " rows: all are null");
    }

    private static String metrics(Row row) {
        Map<String, Double> metrics = row.isNullAt(3) ? Map.of() : row.getJavaMap(3);
        return metrics.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(e -> name(e.getKey()) + " " + number(e.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** {@code Column.team.Completeness} becomes {@code Completeness of team}, {@code Dataset.*.RowCount} {@code RowCount}. */
    private static String name(String metric) {
        if (metric.endsWith(".CustomSQL")) {
            return "the statement returned";
        }
        String[] parts = metric.split("\\.", 3);
        return parts.length < 3 ? metric : parts[0].equals("Dataset") ? parts[2] : parts[2] + " of " + parts[1];
    }

    private static String number(double value) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
                : Double.toString(value);
    }

    private static String asDeequNamesIt(String text) {
        try {
            return new DQDLParser()
                    .parse("Rules = [ " + text + " ]")
                    .getRules()
                    .get(0)
                    .toString();
        } catch (InvalidDataQualityRulesetException e) {
            throw new IllegalStateException("A rule that was read cannot be read again: " + text, e);
        }
    }

    private static Dqdl dqdl(Rule rule) {
        return (Dqdl) rule.check();
    }
}
