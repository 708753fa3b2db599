package io.tallyhouse.sources.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallyhouse.sources.Collected;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlListParserTest {
    private static final String WORKFLOWS = "governance/workflows";
    private static final String FILE = """
            workflows:
              - workflow_id: triage
                name: Triage
                source: servicenow
                once: [Assign, "Close", 3, true, ~]
                rubric:
                  Triage: {agent: yellow}
                  Assign: {lead: avoid, agent: automate}
                eligible_from:
                recorded_at: 2026-01-05T10:00:00Z
            """;

    @Test
    void readsAListWithNestedValues() throws IOException {
        Collected c = Collected.text(WORKFLOWS, "w.yaml", FILE);
        assertThat(c.rejections()).isEmpty();
        assertThat(c.value("workflow_id")).isEqualTo("triage");
        assertThat(c.value("once")).isEqualTo("[\"Assign\",\"Close\",3,true,null]");
        assertThat(c.value("rubric"))
                .isEqualTo(
                        "{\"Assign\":{\"agent\":\"automate\",\"lead\":\"avoid\"},\"Triage\":{\"agent\":\"yellow\"}}");
        assertThat(c.value("eligible_from")).isNull();
        assertThat(c.accepted.get(0).line()).isEqualTo(2);
    }

    @Test
    void theSameRecordAsCsvHasTheSameHash() throws IOException {
        Collected yaml = Collected.text("learning/training", "t.yaml", """
                training:
                  - {assignment_id: a1, person_id: p1, track_id: t, assigned_at: "2026-01-05T10:00:00Z", status: assigned,
                     quiz_score: 0.50, recorded_at: 2026-01-05T10:00:00Z}
                """);
        Collected csv = Collected.text(
                "learning/training",
                "t.csv",
                "assignment_id,person_id,team_id,track_id,microtool,assigned_at,completed_at,status,quiz_score,"
                        + "quiz_passed_at,shadow_samples,shadow_passed_at,training_seconds,recorded_at\n"
                        + "a1,p1,,t,,2026-01-05T11:00:00+01:00,,assigned,.5,,,,,2026-01-05T10:00:00Z\n");
        assertThat(yaml.rejections()).isEmpty();
        assertThat(csv.rejections()).isEmpty();
        assertThat(yaml.hashes()).isEqualTo(csv.hashes());
    }

    @Test
    void badRecordsAreRejectedWithTheirLines() throws IOException {
        Collected c = Collected.text(
                WORKFLOWS,
                "w.yaml",
                FILE + "  - triage\n" + "  - {workflow: x}\n" + "  - {workflow_id: [x]}\n" + "  - {workflow_id: x}\n");
        assertThat(c.accepted).hasSize(1);
        assertThat(c.rejections())
                .containsExactly(
                        "11 not_an_object: Invalid record: expected a mapping, found a single value",
                        "12 unknown_key: Unknown key \"workflow\"; did you mean \"workflow_id\"?",
                        "13 nested_value: Invalid workflow_id: expected a single value, found a list",
                        "14 missing_value: Missing name");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `workflow:\n  - {}`  | line 1, column 1: unknown key "workflow", expected a list under "workflows"
            `workflows: 3`       | line 1, column 1: expected a list under "workflows"
            `[]`                 | line 1, column 1: expected a list under "workflows", found a list
            `workflows:\n  - {a: 1, a: 2}` | line 2, column 12: workflows[0].a: The key stands twice
            """)
    void aWrongShapeRefusesTheFile(String text, String why) {
        assertThatThrownBy(() -> Collected.text(WORKFLOWS, "w.yaml", text.replace("\\n", "\n")))
                .hasMessage("Cannot read w.yaml at " + why + ". Mend the file and deliver it again.");
    }

    @Test
    void theEndingSaysWhatTheFileIs() {
        assertThatThrownBy(() -> Collected.text(WORKFLOWS, "w.txt", FILE))
                .hasMessage("Cannot read w.txt: expected a file that ends with .yaml, .yml or .csv."
                        + " Rename it to what it is.");
    }
}
