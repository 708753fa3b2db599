package io.tallyhouse.quality.result;

import io.tallyhouse.quality.rule.Rule;
import io.tallyhouse.quality.rule.Severity;
import java.util.List;
import java.util.Locale;

/** One rule on one terminal screen: what was expected, what was seen, where, whom it concerns and what to do. */
public final class GateScreen {
    private static final int KEYS_SHOWN = 3;

    private GateScreen() {}

    /** @return lines ended by a line feed; the query is on a line of its own */
    public static String render(RuleResult result) {
        Rule rule = result.rule();
        StringBuilder screen = new StringBuilder();
        screen.append(title(result)).append('\n');
        line(screen, "rule", rule.words());
        line(screen, "written in", rule.place().toString());
        line(screen, "expected", rule.expected());
        line(screen, result.outcome() == Outcome.NOT_EVALUABLE ? "why" : "seen", result.seen());
        if (result.outcome() != Outcome.NOT_EVALUABLE) {
            line(screen, "rows", rows(result));
        }
        String label = "first keys";
        for (FailingRow row : result.rows().stream().limit(KEYS_SHOWN).toList()) {
            line(screen, label, row.keyText() + " → " + row.value());
            label = "";
        }
        line(screen, "marts", marts(result));
        line(screen, "owner", rule.owner());
        line(screen, "next", next(result));
        if (result.query() != null) {
            line(screen, "all of them", "tallyhouse check --rows " + rule.id());
            screen.append("  which runs, in Spark SQL on the tables of the warehouse:\n")
                    .append(result.query())
                    .append('\n');
        }
        return screen.toString();
    }

    private static String title(RuleResult result) {
        String word = switch (result.outcome()) {
            case PASSED -> "PASSED";
            case FAILED -> "FAILED";
            case NOT_EVALUABLE -> "CANNOT BE JUDGED";
        };
        return word + "  " + result.rule().id() + "  ("
                + result.rule().severity().word() + ")";
    }

    private static String rows(RuleResult result) {
        if (result.query() == null) {
            return result.total() + "; the rule is about the table as a whole";
        }
        String share = result.total() == 0
                ? ""
                : String.format(Locale.ROOT, " (%.2f %%)", 100.0 * result.failing() / result.total());
        return result.failing() + " of " + result.total() + share;
    }

    private static String marts(RuleResult result) {
        List<String> marts = result.rule().marts();
        if (marts.isEmpty()) {
            return "none";
        }
        String which = String.join(", ", marts) + " (group "
                + String.join(", ", result.rule().groups()) + ")";
        return result.blocks() ? which + ": held back, as last published" : which + ": published";
    }

    private static String next(RuleResult result) {
        if (result.outcome() == Outcome.PASSED) {
            return "nothing";
        }
        String mend = result.outcome() == Outcome.FAILED ? "mend the data or the rule" : "mend the table or the rule";
        return mend + ", then: tallyhouse nightly"
                + (result.rule().severity() == Severity.WARN ? " (nothing waits for it)" : "");
    }

    private static void line(StringBuilder screen, String label, String text) {
        screen.append(String.format(Locale.ROOT, "  %-11s %s%n", label, text).replace(System.lineSeparator(), "\n"));
    }
}
