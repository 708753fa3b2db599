package io.tallyhouse.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallyhouse.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShapesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern COLUMN = Pattern.compile("- \\{name: (\\w+), type: \"?\\w+");

    @TempDir
    private static Path out;

    @BeforeAll
    static void generate() throws IOException {
        SampleOrganisation.generate(SampleOptions.demo(3).withScale(0.02).withWeeks(15), out, step -> {});
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "servicenow/incident_audit",
                "people/teams",
                "people/persons",
                "people/rate_card",
                "learning/training",
                "governance/approvals",
                "governance/exceptions"
            })
    void headersAreTheContractsColumnsInTheirOrder(String dataset) throws IOException {
        String columns = String.join(",", columns(dataset));
        List<Path> files = files(dataset, ".csv");
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            assertThat(Files.readAllLines(file).get(0)).as(file.toString()).isEqualTo(columns);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "servicenow/incident",
                "servicenow/task_sla",
                "servicenow/contract_sla",
                "servicenow/cmn_schedule"
            })
    void tableApiRecordsHaveTheContractsFieldsAsTextsAndReferences(String dataset) throws IOException {
        List<Path> files = files(dataset, ".json");
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            for (JsonNode record : JSON.readTree(file.toFile()).get("result")) {
                List<String> names = new ArrayList<>();
                record.fieldNames().forEachRemaining(names::add);
                assertThat(names).containsExactlyElementsOf(columns(dataset));
                for (JsonNode value : record) {
                    assertThat(value.isTextual() || value.isArray() || value.has("link") && value.has("value"))
                            .isTrue();
                }
            }
        }
    }

    @Test
    void promptLinesHoldNothingThatTheContractDoesNotName() throws IOException {
        int prompts = 0;
        for (Path file : files("prompts/prompt_log", ".jsonl")) {
            for (String line : Files.readAllLines(file)) {
                if (line.endsWith("}")) {
                    List<String> names = new ArrayList<>();
                    JSON.readTree(line).fieldNames().forEachRemaining(names::add);
                    assertThat(columns("prompts/prompt_log")).containsAll(names);
                    prompts++;
                }
            }
        }
        assertThat(prompts).isGreaterThan(100);
    }

    @Test
    void workflowsNameTheContractsColumns() throws IOException {
        String yaml = Files.readString(files("governance/workflows", ".yaml").get(0));
        assertThat(yaml).startsWith("workflows:\n");
        for (String column : columns("governance/workflows")) {
            assertThat(yaml).containsPattern("(?m)^  [- ] " + column + ":");
        }
    }

    @Test
    void manifestsTellHashAndRowsOfEveryFile() throws IOException {
        List<Path> manifests = files("", "_manifest.json");
        assertThat(manifests).hasSizeGreaterThan(300);
        for (Path manifest : manifests) {
            List<String> named = new ArrayList<>();
            JSON.readTree(manifest.toFile())
                    .forEach(e -> named.add(e.get("file").asText()));
            try (Stream<Path> files = Files.list(manifest.getParent())) {
                assertThat(files.map(f -> f.getFileName().toString()).filter(f -> !f.startsWith("_")))
                        .containsExactlyInAnyOrderElementsOf(named);
            }
        }
    }

    private static List<String> columns(String dataset) throws IOException {
        Path contract = TestData.home().resolve("sql/landing/" + dataset + ".yaml");
        List<String> columns = new ArrayList<>();
        Matcher matcher = COLUMN.matcher(Files.readString(contract));
        while (matcher.find()) {
            columns.add(matcher.group(1));
        }
        assertThat(columns).hasSizeGreaterThan(4);
        return columns;
    }

    private static List<Path> files(String dataset, String end) throws IOException {
        try (Stream<Path> files = Files.walk(out.resolve("landing").resolve(dataset))) {
            return files.filter(Files::isRegularFile)
                    .filter(f -> f.toString().endsWith(end)
                            && (end.startsWith("_") || !f.toString().endsWith("_manifest.json")))
                    .sorted()
                    .toList();
        }
    }
}
