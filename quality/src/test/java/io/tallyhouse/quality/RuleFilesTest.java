package io.tallyhouse.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyhouse.catalogue.yaml.Problem;
import io.tallyhouse.catalogue.yaml.Problems;
import io.tallyhouse.quality.rule.Rule;
import io.tallyhouse.quality.rule.Rules;
import io.tallyhouse.quality.rule.Severity;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a rule file may say, and every mistake in it with its place. */
class RuleFilesTest {
    @TempDir
    Path folder;

    private List<String> problems(String file, String text) {
        TestModels.write(folder, file, text);
        Problems problems = new Problems();
        Rules.load(folder, TestModels.ALL, List.of(), problems);
        return problems.list().stream()
                .map(Problem::toString)
                .map(p -> p.replace(folder.toString() + "/", ""))
                .toList();
    }

    @Test
    void commentsSayWhatTheRuleIsFor() {
        List<Rule> rules = TestModels.rules(folder, "silver/ticket.dqdl", """
                # Free words before the list, with "quotes", [brackets] and Rules = no list.
                Rules = [
                    ## for readers only
                    # id: solved_late
                    # words: A closed ticket took at least
                    #   one minute.
                    # severity: warn
                    # owner: team 7
                    # expected: no short ticket
                    RowCount = 0 where "state = 'closed, [done] # today' and seconds < 60"
                ]
                # and after it
                """);

        Rule rule = rules.stream()
                .filter(r -> r.id().equals("ticket.solved_late"))
                .findFirst()
                .orElseThrow();
        assertThat(rule.words()).isEqualTo("A closed ticket took at least one minute.");
        assertThat(rule.severity()).isEqualTo(Severity.WARN);
        assertThat(rule.owner()).isEqualTo("team 7");
        assertThat(rule.expected()).isEqualTo("no short ticket");
        assertThat(rule.place().line()).isEqualTo(10);
        assertThat(rule.groups()).containsExactly("hours");
        assertThat(rule.marts()).containsExactly("hours", "scorecard");
    }

    @Test
    void allMistakesAreReportedAtOnceWithTheirPlaces() {
        assertThat(problems("silver/ticket.dqdl", """
                        Rules = [
                            # id: a
                            # words: A.
                            # severity: blokc
                            # ownr: x
                            RowCount > 0,
                            # id: b
                            # words: B.
                            # severity: warn
                            IsComplete "secnds",
                            # id: C
                            RowCount = 0 where "priorty > 5",
                            # id: d
                            # words: D.
                            # severity: warn
                            CustomSql "select count(*) from tickt" = 0,
                            # id: e
                            # words: E.
                            # severity: warn
                            RowCont > 0,
                            # id: f
                            # words: F.
                            # severity: warn
                            RowCount >,
                            # id: g
                            # words: G.
                            # severity: warn
                            RowCount = 0 where "priority >"
                        ]
                        """))
                .satisfiesExactly(
                        p -> assertThat(p)
                                .isEqualTo(
                                        "silver/ticket.dqdl:5:5: ownr: Unknown key \"ownr\"; did you mean \"owner\"?"),
                        p -> assertThat(p)
                                .isEqualTo(
                                        "silver/ticket.dqdl:6:5: severity: Invalid value \"blokc\"; valid: block, warn"),
                        p -> assertThat(p)
                                .isEqualTo(
                                        "silver/ticket.dqdl:10:5: Unknown column \"secnds\" of ticket; did you mean \"seconds\"?"),
                        p -> assertThat(p)
                                .isEqualTo(
                                        "silver/ticket.dqdl:12:5: words: Missing comment \"# words: …\" before the rule"),
                        p -> assertThat(p)
                                .isEqualTo(
                                        "silver/ticket.dqdl:12:5: severity: Missing comment \"# severity: …\" before the rule"),
                        p -> assertThat(p)
                                .isEqualTo(
                                        "silver/ticket.dqdl:12:5: id: Invalid id \"C\": expected snake case such as unknown_activity"),
                        p -> assertThat(p)
                                .isEqualTo(
                                        "silver/ticket.dqdl:12:5: where: Unknown column \"priorty\" of ticket; did you mean \"priority\"?"),
                        p -> assertThat(p)
                                .isEqualTo(
                                        "silver/ticket.dqdl:16:5: CustomSql: Unknown table \"tickt\"; did you mean \"ticket\"?"),
                        p -> assertThat(p)
                                .isEqualTo(
                                        "silver/ticket.dqdl:20:5: Unknown rule type \"RowCont\"; did you mean \"RowCount\"?"),
                        p -> assertThat(p).startsWith("silver/ticket.dqdl:24:5: Invalid DQDL: "),
                        p -> assertThat(p).startsWith("silver/ticket.dqdl:28:5: where: Invalid SQL: "));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    ColumnValues "priority" between 1 and 5   | between leaves out both ends
                    ColumnValues "state" != "x" with threshold > 0.9 | judges without it
                    RowCount > avg(last(3))                   | Functions such as last()
                    IsPrimaryKey "number" "state"             | keys are said in model.yaml
                    DetectAnomalies "RowCount"                | is not used here
                    CustomSql "select * from primary"         | needs a comparison
                    DataFreshness "number" < 3 days           | is not used here
                    (RowCount > 1) and (RowCount < 5)         | Write one rule for each part
                    CustomSql "drop table ticket" = 0         | Invalid SQL
                    CustomSql "select count(*) from x.y" = 0  | Unknown table "x.y"
                    RowCount = 0 where "(select 1 from z) > 0 or nope" | Unknown column "nope"
                    """)
    void whatDeequWouldJudgeOtherwiseThanItReadsIsRefused(String rule, String reason) {
        assertThat(problems("silver/ticket.dqdl", "Rules = [\n# id: a\n# words: A.\n# severity: warn\n" + rule + "\n]"))
                .singleElement()
                .asString()
                .startsWith("silver/ticket.dqdl:5:1: ")
                .contains(reason);
    }

    @Test
    void aFileBelongsToATableOfItsLayer() {
        assertThat(problems("gold/ticket.dqdl", "Rules = [ ]"))
                .containsExactly("gold/ticket.dqdl:1:1: Table ticket is in layer silver: move the file there");
        assertThat(problems("gold/ticket.dqdl", "Rules = [ ]")).hasSize(1);
        assertThat(problems("glod/fct_ticket.dqdl", "Rules = [ ]"))
                .contains("glod/fct_ticket.dqdl:1:1: Unknown layer \"glod\"; valid: bronze, gold, marts, silver");
        assertThat(problems("silver/tickets.dqdl", "Rules = [ ]"))
                .contains("silver/tickets.dqdl:1:1: Unknown table \"tickets\"; did you mean \"ticket\"?");
        assertThat(problems("silver/outage.dqdl", "Rules [ ]"))
                .contains("silver/outage.dqdl:1:7: Invalid rule file: expected Rules = [ … ]");
    }

    @Test
    void anIdStandsOnce() {
        String rule = "# id: a\n# words: A.\n# severity: warn\nRowCount > 0";
        assertThat(problems("silver/ticket.dqdl", "Rules = [\n" + rule + ",\n" + rule + "\n]"))
                .containsExactly("silver/ticket.dqdl:9:1: id: The rule ticket.a stands twice");
    }

    @Test
    void theParserPrintsNothing() {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            problems("silver/ticket.dqdl", "Rules = [\n# id: a\n# words: A.\n# severity: warn\nRowCount >\n]");
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
