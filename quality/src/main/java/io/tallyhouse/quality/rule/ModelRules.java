package io.tallyhouse.quality.rule;

import io.tallyhouse.catalogue.model.ModelFolder;
import io.tallyhouse.catalogue.model.TableColumn;
import io.tallyhouse.catalogue.yaml.Place;
import io.tallyhouse.catalogue.yaml.Problems;
import io.tallyhouse.quality.rule.RuleCheck.EveryRow;
import io.tallyhouse.quality.rule.RuleCheck.UniqueKey;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The rules that a {@code model.yaml} says: key, nulls, ranges, values. All of them block. A range has two rules, one for each end, both
 * ends included; a null breaks only the not-null rule; a NaN breaks a range.
 */
final class ModelRules {
    private final ModelFolder folder;
    private final Problems problems;
    private final List<Rule> rules = new ArrayList<>();

    private ModelRules(ModelFolder folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    static List<Rule> of(ModelFolder folder, Problems problems) {
        ModelRules generator = new ModelRules(folder, problems);
        generator.key();
        folder.model().columns().forEach(generator::column);
        return generator.rules;
    }

    private void key() {
        List<String> grain = folder.model().grain();
        add(
                folder.places().grain(),
                folder.name() + ".key",
                RuleKind.UNIQUE_KEY,
                new UniqueKey(grain),
                folder.name() + " has one row for each " + String.join(", ", grain) + ".",
                "each key once");
    }

    private void column(TableColumn column) {
        String name = Identifiers.quoted(column.name());
        if (column.notNull() || folder.model().grain().contains(column.name())) {
            add(
                    place(column),
                    id(column, RuleKind.NOT_NULL),
                    RuleKind.NOT_NULL,
                    new EveryRow(name + " IS NOT NULL", name + " IS NULL", column.name(), null),
                    sentence(column) + " is never null.",
                    "a value in every row");
        }
        if (column.min() != null) {
            bound(column, RuleKind.MIN, column.min());
        }
        if (column.max() != null) {
            bound(column, RuleKind.MAX, column.max());
        }
        if (!column.values().isEmpty()) {
            values(column);
        }
    }

    private void bound(TableColumn column, RuleKind kind, double end) {
        if (!column.type().matches("bigint|int|double|decimal.*")) {
            String key = kind == RuleKind.MIN ? "min" : "max";
            problems.add(
                    place(column),
                    "columns." + column.name() + "." + key,
                    "A " + column.type() + " has no " + key + "; it is for bigint, int, double and decimal");
            return;
        }
        boolean min = kind == RuleKind.MIN;
        String number =
                new BigDecimal(Double.toString(end)).stripTrailingZeros().toPlainString();
        String name = Identifiers.quoted(column.name());
        String good = name + (min ? " >= " : " <= ") + number;
        String bad = name + (min ? " < " : " > ") + number;
        // NaN is above every number for Spark, so that it would slip through a lower end
        boolean nan = column.type().equals("double") && min;
        EveryRow check = new EveryRow(
                name + " IS NULL OR " + (nan ? "(NOT isnan(" + name + ") AND " + good + ")" : good),
                nan ? "isnan(" + name + ") OR " + bad : bad,
                column.name(),
                column.type());
        add(
                place(column),
                id(column, kind),
                kind,
                check,
                sentence(column) + (min ? " is at least " : " is at most ") + number + ".",
                good);
    }

    private void values(TableColumn column) {
        if (!column.type().equals("string")) {
            problems.add(
                    place(column), "columns." + column.name() + ".values", "Values are texts: the type must be string");
            return;
        }
        String name = Identifiers.quoted(column.name());
        String list = column.values().stream().map(Identifiers::text).collect(Collectors.joining(", ", "(", ")"));
        add(
                place(column),
                id(column, RuleKind.VALUES),
                RuleKind.VALUES,
                new EveryRow(
                        name + " IS NULL OR " + name + " IN " + list,
                        name + " NOT IN " + list,
                        column.name(),
                        column.type()),
                sentence(column) + " is one of " + String.join(", ", column.values()) + ".",
                name + " IN " + list);
    }

    private String sentence(TableColumn column) {
        return "Column " + column.name() + " of " + folder.name();
    }

    private String id(TableColumn column, RuleKind kind) {
        return folder.name() + "." + column.name() + "." + kind.word();
    }

    private Place place(TableColumn column) {
        return folder.places().column(column.name());
    }

    private void add(Place place, String id, RuleKind kind, RuleCheck check, String words, String expected) {
        rules.add(new Rule(
                id,
                folder.name(),
                kind,
                check,
                words,
                expected,
                Severity.BLOCK,
                folder.model().owner(),
                place,
                List.of(),
                List.of()));
    }
}
