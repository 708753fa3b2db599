package io.tallyhouse.quality;

import io.tallyhouse.lake.SideBySide;
import io.tallyhouse.quality.deequ.DeequJudge;
import io.tallyhouse.quality.deequ.JudgedTable;
import io.tallyhouse.quality.result.GateReport;
import io.tallyhouse.quality.result.Outcome;
import io.tallyhouse.quality.result.RuleResult;
import io.tallyhouse.quality.result.TableCheck;
import io.tallyhouse.quality.rule.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Judges tables by their rules and says which groups of marts must wait. */
public final class QualityGate {
    private final Map<String, CheckedTable> tables = new LinkedHashMap<>();
    private final FormerChecks former;

    private QualityGate(List<CheckedTable> tables, FormerChecks former) {
        tables.forEach(t -> this.tables.put(t.name(), t));
        this.former = former;
    }

    /**
     * Judges every rule. A table whose version, rules and tables read are those of a stored check keeps its verdicts and is not opened. The
     * rules of a table that is not given cannot be judged, which holds back what stands behind it.
     *
     * @param tables the tables to be judged; also those that rules of other tables read
     * @param rules the rules
     * @param former finds stored checks; the caller stores {@link TableCheck#toMap} of those that are not {@link TableCheck#reused}
     */
    public static GateReport check(List<CheckedTable> tables, List<Rule> rules, FormerChecks former) {
        return new QualityGate(tables, former).check(rules);
    }

    private GateReport check(List<Rule> rules) {
        Map<String, List<Rule>> byTable = new LinkedHashMap<>();
        tables.keySet().forEach(name -> byTable.put(name, new ArrayList<>()));
        rules.forEach(
                r -> byTable.computeIfAbsent(r.table(), t -> new ArrayList<>()).add(r));
        List<Supplier<TableCheck>> checks = new ArrayList<>();
        byTable.forEach((name, own) -> {
            if (!own.isEmpty()) {
                CheckedTable table = tables.get(name);
                checks.add(() -> table == null ? absent(name, own) : check(table, own));
            }
        });
        return GateReport.of(SideBySide.run(checks));
    }

    private TableCheck check(CheckedTable table, List<Rule> rules) {
        Map<String, String> versions = new TreeMap<>();
        tables.values().forEach(t -> versions.put(t.name(), t.version()));
        String key = CheckKey.of(table, rules, versions);
        Optional<TableCheck> before =
                former.find(table.name(), key).flatMap(m -> TableCheck.fromMap(table.name(), key, rules, m));
        return before.orElseGet(() -> new TableCheck(table.name(), key, false, judge(table, rules)));
    }

    private List<RuleResult> judge(CheckedTable table, List<Rule> rules) {
        JudgedTable judged = new JudgedTable(
                table.model(),
                table.rows().get(),
                name -> Optional.ofNullable(tables.get(name)).map(t -> t.rows().get()));
        return DeequJudge.judge(judged, rules);
    }

    private static TableCheck absent(String table, List<Rule> rules) {
        String why = "Table " + table + " was not given to the check: it has not been built";
        return new TableCheck(
                table,
                "absent",
                false,
                rules.stream()
                        .map(r -> new RuleResult(r, Outcome.NOT_EVALUABLE, why, 0, 0, List.of(), null))
                        .toList());
    }
}
