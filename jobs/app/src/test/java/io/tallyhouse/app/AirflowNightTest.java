package io.tallyhouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallyhouse.orchestration.NightlyManifest;
import io.tallyhouse.orchestration.standalone.AirflowServer;
import io.tallyhouse.orchestration.standalone.StandaloneSettings;
import io.tallyhouse.sample.Confounders;
import io.tallyhouse.sample.SampleOptions;
import io.tallyhouse.sample.SampleOrganisation;
import io.tallyhouse.terminal.Exit;
import io.tallyhouse.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole system: the shipped DAG on a real Airflow runs the application's own stages over deliveries of the sample organisation,
 * started and asked by {@code tallyhouse airflow}. Of its datasets those that an audit log needs: every further one costs the start of
 * more plans in each of twelve processes and shows nothing new.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AirflowNightTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> DATASETS = List.of("people/teams", "servicenow/incident_audit");
    private static final String GREEN = "tallyhouse__2026-01-27T02:00:00Z";
    private static final String RED = "tallyhouse__2026-01-28T02:00:00Z";

    @TempDir
    static Path folder;

    private static AirflowServer server;

    @BeforeAll
    static void deployTheDag() throws Exception {
        SampleOptions options = new SampleOptions(1, 0.003, 3, Confounders.ALL, LocalDate.of(2026, 1, 5));
        SampleOrganisation.generate(options, folder.resolve("sample"), line -> {});
        for (String dataset : DATASETS) {
            Path source = Files.createDirectories(
                    folder.resolve("landing").resolve(dataset).getParent());
            Files.move(
                    folder.resolve("sample/landing").resolve(dataset),
                    source.resolve(Path.of(dataset).getFileName()));
        }
        OwnLauncher.write(folder);
        server = AirflowServer.start(StandaloneSettings.of(
                TestData.home().resolve("target/venv"),
                folder.resolve("airflow"),
                TestData.home().resolve("orchestration/dags"),
                Map.of(
                        "TALLYHOUSE_HOME", folder.toString(),
                        "TALLYHOUSE_LANDING", folder.resolve("landing").toString(),
                        "TALLYHOUSE_WAREHOUSE", folder.resolve("warehouse").toString(),
                        "TALLYHOUSE_CONFIG", config().toString())));
        Path password = Files.writeString(
                folder.resolve("password"), server.connection().password());
        Files.writeString(
                config(),
                "airflow: {url: \"" + server.connection().uri() + "\", user: "
                        + server.connection().user() + ", password: \"${file:" + password + "}\"}\n",
                StandardOpenOption.APPEND);
        server.awaitDag(NightlyManifest.generate());
        server.cli("dags", "unpause", "--yes", "tallyhouse_nightly");
    }

    @AfterAll
    static void stopAirflow() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    private static Path config() {
        return folder.resolve("sample/config/tallyhouse.yaml");
    }

    private static CommandLineRun run(String... args) {
        List<String> all = new ArrayList<>(Arrays.asList(args));
        all.addAll(List.of(
                "--config",
                config().toString(),
                "--warehouse",
                folder.resolve("warehouse").toString()));
        return CommandLineRun.of(all.toArray(String[]::new));
    }

    private static CommandLineRun trigger(String dagRun) {
        return run("airflow", "trigger", "--wait", "--as-of", dagRun.substring("tallyhouse__".length()));
    }

    private static JsonNode json(String... args) throws IOException {
        CommandLineRun run = run(args);
        assertThat(run.code()).as(run.err()).isZero();
        return JSON.readTree(run.out());
    }

    @Test
    @Order(1)
    void aGreenNightPublishesAndThePublicationLeadsBackToItsDagRun() throws IOException {
        CommandLineRun night = trigger(GREEN);

        assertThat(night.code()).as(night.err() + night.out()).isZero();
        assertThat(night.out()).contains(GREEN + " as of 2026-01-27T02:00:00Z: success");
        JsonNode status = json("status", "--json", GREEN);
        assertThat(status.path("dag_run").asText()).isEqualTo(GREEN);
        List<String> stages = new ArrayList<>();
        status.path("stages")
                .forEach(s -> stages.add(
                        s.path("stage").asText() + " " + s.path("outcome").asText()));
        assertThat(stages)
                .containsExactlyElementsOf(
                        Night.STAGES.stream().map(s -> s + " done").toList());
        JsonNode publication = status.path("publication");
        assertThat(publication.path("dag_run").asText()).isEqualTo(GREEN);
        JsonNode groups = json("query", "--json", "select distinct publication_id, run_id, status from publication");
        assertThat(groups).hasSize(1);
        assertThat(groups.path(0).path("publication_id")).isEqualTo(publication.path("publication_id"));
        assertThat(json("status", "--json", groups.path(0).path("run_id").asText())
                        .path("dag_run")
                        .asText())
                .isEqualTo(GREEN);
    }

    @Test
    @Order(2)
    void aDeliveryThatBreaksARuleTurnsTheNightRedAndStatusNamesTheRule() throws IOException {
        JsonNode before = json("query", "--json", "select * from ticket order by all");
        assertThat(before).isNotEmpty();
        deliverAStateThatNobodyMapped();

        CommandLineRun night = trigger(RED);

        assertThat(night.code()).as(night.err() + night.out()).isEqualTo(Exit.BLOCKED);
        CommandLineRun status = run("airflow", "status");
        assertThat(status.code()).isEqualTo(Exit.BLOCKED);
        assertThat(status.out())
                .contains(RED + " as of 2026-01-28T02:00:00Z: failed")
                .containsPattern("check +success")
                .containsPattern("publish +failed +try 1")
                .contains("exit code 3: a quality gate held marts back")
                .contains(
                        "ticket_event.unknown_activity failed: At most one event in a thousand has a state that no state map knows; expected a share of at most 0.001")
                .contains("orchestration/runbooks/gate-blocked.md");
        assertThat(json("query", "--json", "select * from ticket order by all")).isEqualTo(before);
        JsonNode groups = json("query", "--json", "select mart_group, status, run_id from publication order by all");
        assertThat(dagRun(groups, "held_back")).containsOnly(GREEN);
        assertThat(dagRun(groups, "published")).containsOnly(RED);
        assertThat(run("status").out())
                .contains("DAG run " + RED, "by DAG run " + RED, "ticket_event.unknown_activity");
    }

    /** The DAG runs whose rows groups of a status show. */
    private static List<String> dagRun(JsonNode groups, String status) throws IOException {
        List<String> runs = new ArrayList<>();
        for (JsonNode group : groups) {
            if (group.path("status").asText().equals(status)) {
                runs.add(json("status", "--json", group.path("run_id").asText())
                        .path("dag_run")
                        .asText());
            }
        }
        return runs;
    }

    private static void deliverAStateThatNobodyMapped() throws IOException {
        Path day = folder.resolve("landing/servicenow/incident_audit/2026-01-23");
        List<String> lines = Files.readAllLines(day.resolve("incident_audit-2026-01-23.csv"));
        String resolved = lines.get(lines.size() - 1);
        assertThat(resolved).contains(",Resolved,true,1,0,9,", ",23/1/2026 13:49:26,Email,");
        Path next = Files.createDirectories(day.resolveSibling("2026-01-26"));
        String escalated = resolved.replace(",Resolved,true,1,0,9,", ",Escalated to vendor,true,1,0,10,")
                .replace(",23/1/2026 13:49:26,Email,", ",26/1/2026 09:00:00,Email,");
        Files.write(next.resolve("incident_audit-2026-01-26.csv"), List.of(lines.get(0), escalated));
    }
}
