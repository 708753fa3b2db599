package io.tallyhouse.quality.deequ;

import io.tallyhouse.quality.result.Outcome;
import io.tallyhouse.quality.result.RuleResult;
import io.tallyhouse.quality.rule.Rule;
import io.tallyhouse.quality.rule.RuleCheck.Dqdl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Judges the rules of one table and finds the rows that break them. */
public final class DeequJudge {
    private DeequJudge() {}

    /** @return one result for each rule, in their order */
    public static List<RuleResult> judge(JudgedTable table, List<Rule> rules) {
        Judgeable judgeable = new Judgeable(table, rules);
        Map<String, Verdict> verdicts = new HashMap<>();
        List<Rule> onRows = new ArrayList<>();
        List<Rule> written = new ArrayList<>();
        for (Rule rule : rules) {
            Optional<String> obstacle = judgeable.obstacle(rule);
            if (obstacle.isPresent()) {
                verdicts.put(rule.id(), Verdict.notEvaluable(obstacle.get()));
            } else {
                (rule.check() instanceof Dqdl ? written : onRows).add(rule);
            }
        }
        RowRules judged = RowRules.judge(table, onRows);
        verdicts.putAll(judged.verdicts());
        verdicts.putAll(new DqdlVerdicts(table, judged.total()).of(written));
        return rules.stream()
                .map(r -> result(table, r, Objects.requireNonNull(verdicts.get(r.id()), r.id()), judged.total()))
                .toList();
    }

    private static RuleResult result(JudgedTable table, Rule rule, Verdict verdict, long total) {
        if (verdict.outcome() != Outcome.FAILED) {
            return new RuleResult(rule, verdict.outcome(), verdict.seen(), 0, total, List.of(), null);
        }
        Optional<FailingRows> found = FailingRows.of(table, rule);
        return new RuleResult(
                rule,
                Outcome.FAILED,
                verdict.seen(),
                found.map(FailingRows::count).orElse(0L),
                total,
                found.map(FailingRows::first).orElse(List.of()),
                found.map(FailingRows::query).orElse(null));
    }
}
