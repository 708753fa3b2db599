package io.tallyhouse.quality.rule;

import com.amazon.deequ.dqdl.model.UnsupportedExecutableRule;
import com.amazon.deequ.dqdl.translation.DQDLRuleTranslator$;
import io.tallyhouse.catalogue.yaml.NearestName;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import software.amazon.glue.dqdl.exception.InvalidDataQualityRulesetException;
import software.amazon.glue.dqdl.model.DQRule;
import software.amazon.glue.dqdl.parser.DQDLParser;

/**
 * Parses one DQDL rule and refuses what Deequ 2.1.0 parses and then judges otherwise than it reads: {@code between} leaves out both ends,
 * a threshold is ignored, functions such as
 * {@code last} are reported as failed, a key of several columns forgets nulls, a {@code CustomSql} without a
 * comparison counts the rows it returns as the good ones, and freshness reads the machine's clock.
 */
final class DqdlSyntax {
    /** Rule types whose verdict was seen to be right, on broken and on mended data. */
    private static final List<String> TYPES = List.of(
            "RowCount",
            "ColumnCount",
            "ColumnExists",
            "Completeness",
            "IsComplete",
            "Uniqueness",
            "IsUnique",
            "UniqueValueRatio",
            "DistinctValuesCount",
            "ColumnValues",
            "ColumnLength",
            "Mean",
            "Sum",
            "StandardDeviation",
            "CustomSql");

    private static final Pattern QUOTED = Pattern.compile("\"(?:\\\\.|[^\"\\\\])*\"", Pattern.DOTALL);
    private static final Pattern CALL = Pattern.compile("\\w+\\s*\\(");

    static {
        parserWithoutVersionLines();
    }

    private DqdlSyntax() {}

    /** @throws IllegalArgumentException saying what is wrong with the rule */
    static DQRule parse(String text) {
        DQRule rule;
        try {
            List<DQRule> rules =
                    new DQDLParser().parse("Rules = [ " + text + " ]").getRules();
            if (rules.size() != 1) {
                throw new IllegalArgumentException("Expected one rule, found " + rules.size());
            }
            rule = rules.get(0);
        } catch (InvalidDataQualityRulesetException e) {
            throw new IllegalArgumentException(reason(text, String.valueOf(e.getMessage())), e);
        }
        refuseTraps(rule, QUOTED.matcher(text).replaceAll("\"\""));
        return rule;
    }

    private static String reason(String text, String message) {
        String word = text.split("\\W", 2)[0];
        return message.contains("is not valid")
                ? "Unknown rule type \"" + word + "\"" + NearestName.hint(word, TYPES)
                : "Invalid DQDL: " + message.replace("Parsing Error: ", "");
    }

    private static void refuseTraps(DQRule rule, String bare) {
        if (rule.getRuleType().equals("Composite")) {
            throw new IllegalArgumentException(
                    "Write one rule for each part of and/or: each needs a verdict of its own");
        }
        if (!TYPES.contains(rule.getRuleType())) {
            throw new IllegalArgumentException("Rule type " + rule.getRuleType() + " is not used here; valid: "
                    + String.join(", ", TYPES) + "; keys are said in model.yaml, other tables are read by CustomSql");
        }
        if (bare.matches("(?s).*\\bbetween\\b.*")) {
            throw new IllegalArgumentException(
                    "between leaves out both ends: write two rules, one with >= and one with <=");
        }
        if (CALL.matcher(bare).find()) {
            throw new IllegalArgumentException(
                    "Functions such as last(), avg() and now() cannot be judged: compare with a number or a text");
        }
        if (rule.getRuleType().equals("CustomSql") && bare.matches("(?s)\\s*CustomSql\\s*\"\"\\s*")) {
            throw new IllegalArgumentException(
                    "CustomSql needs a comparison, such as = 0: without one the rows it returns count as the good ones");
        }
        if (rule.getThresholdCondition() != null) {
            throw new IllegalArgumentException(
                    "Deequ reads a threshold and judges without it: compare a share by Completeness or CustomSql");
        }
        if (DQDLRuleTranslator$.MODULE$.toExecutableRule(rule) instanceof UnsupportedExecutableRule unsupported) {
            throw new IllegalArgumentException("Deequ cannot judge this rule: "
                    + (unsupported.reason().isDefined() ? unsupported.reason().get() : "no reason given"));
        }
    }

    /** The parser's classes print the versions of their generator once, when they are loaded, to stderr: those lines are dropped. */
    private static void parserWithoutVersionLines() {
        PrintStream stderr = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            new DQDLParser().parse("Rules = [ RowCount >= 0 ]");
        } catch (InvalidDataQualityRulesetException e) {
            throw new IllegalStateException("The DQDL parser refuses its simplest rule", e);
        } finally {
            System.setErr(stderr);
        }
        printed.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("ANTLR "))
                .forEach(stderr::println);
    }
}
