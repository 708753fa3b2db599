package io.tallyhouse.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tallyhouse.orchestration.standalone.StandaloneSettings;
import io.tallyhouse.testing.TestData;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped DAG and manifest, read by Airflow's own loader without a server. */
class DagFileTest {
    private static JsonNode dag;

    @BeforeAll
    static void load(@TempDir Path folder) throws IOException, InterruptedException, URISyntaxException {
        Path home = TestData.home();
        StandaloneSettings settings = StandaloneSettings.of(home.resolve("target/venv"), folder, folder, Map.of());
        Path script = Path.of(DagFileTest.class.getResource("describe_dag.py").toURI());
        Path told = folder.resolve("dag.json");
        Path log = folder.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(
                settings.venv().resolve("bin/python").toString(),
                script.toString(),
                home.resolve("orchestration/dags").toString(),
                told.toString());
        builder.environment().keySet().removeIf(name -> name.startsWith("TALLYHOUSE_"));
        builder.environment().put("AIRFLOW_HOME", folder.toString());
        Process python =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        assertThat(python.waitFor()).as(() -> contentOf(log)).isZero();
        dag = new JsonMapper().readTree(told.toFile());
    }

    @Test
    void loadsWithoutErrorsAndRunsOneNightAtATime() {
        assertThat(dag.path("import_errors")).isEmpty();
        assertThat(dag.path("max_active_runs").asInt()).isEqualTo(1);
        assertThat(dag.path("catchup").asBoolean(true)).isFalse();
        assertThat(dag.path("start_date").asText()).isEqualTo("2020-01-01T00:00:00+00:00");
    }

    @Test
    void aScheduledNightCoversTheDayThatEndsWhenItStarts() {
        assertThat(dag.path("first_run_after").asText()).isEqualTo("2026-03-01T02:00:00+00:00");
        assertThat(dag.path("first_interval"))
                .extracting(JsonNode::asText)
                .containsExactly("2026-02-28T02:00:00+00:00", "2026-03-01T02:00:00+00:00");
    }

    @Test
    void theAsOfTimeIsTheIntervalsEndAndNeverGuessed() {
        assertThat(dag.path("as_of").asText()).isEqualTo("2026-03-01T02:00:00Z");
        assertThat(dag.path("without_interval").asText())
                .startsWith("Cannot tell the as-of time: the run has no data interval.");
    }

    @Test
    void everyTaskIsTheManifestsStage() throws IOException {
        JsonNode manifest = new JsonMapper().readTree(NightlyManifest.generate().toJson());

        assertThat(dag.path("tasks")).isEqualTo(manifest.path("stages"));
    }

    private static String contentOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError("Cannot read " + file, e);
        }
    }
}
