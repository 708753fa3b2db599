package io.tallyhouse.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallyhouse.app.command.Tallyhouse;
import io.tallyhouse.lake.journal.Journal;
import io.tallyhouse.orchestration.NightlyManifest;
import io.tallyhouse.terminal.Exit;
import io.tallyhouse.terminal.Shell;
import io.tallyhouse.terminal.Terminal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a person types wrongly, and commands that need no Spark. */
class CommandsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private CommandLineRun run(String... args) {
        String[] all = Arrays.copyOf(args, args.length + 2);
        all[args.length] = "--warehouse";
        all[args.length + 1] = folder.resolve("warehouse").toString();
        return CommandLineRun.of(all);
    }

    @Test
    void anUnknownOptionIsAMatterOfUsage() {
        CommandLineRun run = run("status", "--nope");
        assertThat(run.code()).isEqualTo(Exit.USAGE);
        assertThat(run.err()).contains("--nope");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void anUnknownKeyOfThePlaybookIsNamedWithItsPlaceAndTheRightKey() throws IOException {
        assertThat(run("init", "--dir", folder.toString()).code()).isEqualTo(Exit.OK);
        Path playbook = folder.resolve("enablement_playbook.yaml");
        String text = Files.readString(playbook, StandardCharsets.UTF_8);
        Files.writeString(playbook, text.replace("confidence_threshold", "confidence_treshold"));
        List<String> lines = Files.readAllLines(playbook);
        int line = 0;
        while (!lines.get(line).contains("confidence_treshold")) {
            line++;
        }
        int column = lines.get(line).indexOf("confidence_treshold") + 1;
        CommandLineRun run =
                run("plan", "--config", folder.resolve("tallyhouse.yaml").toString());
        assertThat(run.code()).isEqualTo(Exit.USAGE);
        assertThat(run.err())
                .contains("enablement_playbook.yaml:" + (line + 1) + ":" + column)
                .contains("confidence_treshold")
                .contains("\"confidence_threshold\"");
    }

    @Test
    void everyCommandHasHelpWithAnExample() {
        Tallyhouse root = new Tallyhouse(new Terminal(System.out, System.err, Clock.systemUTC()));
        examples(Shell.commandLine(root));
    }

    private static void examples(CommandLine line) {
        line.getSubcommands().forEach((name, command) -> {
            assertThat(command.getUsageMessage()).as(name).containsPattern("Examples?: tallyhouse ");
            assertThat(command.getCommandSpec().optionsMap()).as(name).containsKeys("--help", "--json");
            examples(command);
        });
    }

    @Test
    void statusOfNothing() throws IOException {
        CommandLineRun run = run("status", "--json");
        assertThat(run.code()).isEqualTo(Exit.OK);
        JsonNode node = JSON.readTree(run.out());
        assertThat(node.path("run").isNull()).isTrue();
        assertThat(node.path("stages")).isEmpty();
        assertThat(node.path("publication").isNull()).isTrue();
        assertThat(run("status", "20200101T000000000Z-1").code()).isEqualTo(Exit.USAGE);
    }

    @Test
    void statusSaysSinceWhenAGroupIsHeldAndHowFarTheSinkLagsBehind() throws IOException {
        journal(
                "runs",
                "20260330T020000000Z-7-3-measure",
                Map.of(
                        "kind",
                        "stage",
                        "run",
                        "20260330T020000000Z-7",
                        "stage",
                        "measure",
                        "as_of",
                        "2026-03-30T02:00:00Z",
                        "outcome",
                        "done",
                        "seconds",
                        1.5));
        journal("gates", "1", gate("a", "2026-03-28T02:00:00Z", Map.of("hours", List.of("r1"))));
        journal("gates", "2", gate("b", "2026-03-29T02:00:00Z", Map.of()));
        journal("gates", "3", gate("c", "2026-03-30T02:00:00Z", Map.of("hours", List.of("r1"))));
        journal("gates", "4", gate("d", "2026-03-31T02:00:00Z", Map.of("hours", List.of("r1"))));
        journal("publications", "1", publication("p-1", "2026-03-28T00:00:00Z", List.of()));
        journal("publications", "2", publication("p-2", "2026-03-29T02:00:00Z", List.of("hours")));
        JsonNode node = JSON.readTree(run("status", "--json").out());
        assertThat(node.path("as_of").asText()).isEqualTo("2026-03-30T02:00:00Z");
        JsonNode held = node.path("gates").path("held").path(0);
        assertThat(held.path("group").asText()).isEqualTo("hours");
        assertThat(held.path("since").asText()).isEqualTo("2026-03-30T02:00:00Z");
        assertThat(held.path("rules").path(0).path("rule").asText()).isEqualTo("r1");
        JsonNode published = node.path("publication");
        assertThat(published.path("publication_id").asText()).isEqualTo("p-2");
        assertThat(published.path("lag_seconds").asLong()).isEqualTo(24 * 3600);
        assertThat(published.path("held_back").path(0).path("publication_id").asText())
                .isEqualTo("p-1");
        assertThat(run("status").out()).contains("behind the run by 1 d 0 h", "hours stays at p-1");
    }

    @Test
    void aDagRunIsOneNightWithEveryTryOfItsStages() throws IOException {
        stage("20260330T020000000Z-7", "0-land", "dag-1", "done");
        stage("20260330T020100000Z-8", "1-ingest", "dag-1", "failed");
        stage("20260330T021200000Z-9", "1-ingest", "dag-1", "done");
        stage("20260331T020000000Z-7", "0-land", "dag-2", "done");
        journal("publications", "1", publication("20260330T021200000Z-9", "2026-03-30T02:00:00Z", List.of()));
        JsonNode newest = JSON.readTree(run("status", "--json").out());
        assertThat(newest.path("dag_run").asText()).isEqualTo("dag-2");
        assertThat(newest.path("stages")).hasSize(1);
        assertThat(newest.path("publication").path("dag_run").asText()).isEqualTo("dag-1");
        JsonNode first = JSON.readTree(run("status", "--json", "dag-1").out());
        assertThat(first.path("stages").findValuesAsText("outcome")).containsExactly("done", "failed", "done");
        assertThat(JSON.readTree(
                                run("status", "--json", "20260330T020100000Z-8").out())
                        .path("dag_run")
                        .asText())
                .isEqualTo("dag-1");
    }

    private void stage(String run, String stage, String dagRun, String outcome) {
        journal(
                "runs",
                run + "-" + stage,
                Map.of(
                        "kind",
                        "stage",
                        "run",
                        run,
                        "dag_run",
                        dagRun,
                        "stage",
                        stage.substring(2),
                        "as_of",
                        "2026-03-30T02:00:00Z",
                        "outcome",
                        outcome));
    }

    private static Map<String, Object> gate(String run, String at, Map<String, Object> held) {
        return Map.of("run", run, "as_of", at, "checked_at", at, "held", held);
    }

    private static Map<String, Object> publication(String id, String asOf, List<String> held) {
        return Map.of("publication_id", id, "run", id, "as_of", asOf, "published_at", asOf, "held", held);
    }

    private void journal(String name, String segment, Map<String, Object> entry) {
        new Journal(folder.resolve("warehouse"), name).append(segment, List.<JsonNode>of(JSON.valueToTree(entry)));
    }

    @Test
    void initOverwritesNothing() throws IOException {
        String dir = folder.resolve("new").toString();
        assertThat(run("init", "--dir", dir).code()).isEqualTo(Exit.OK);
        Path config = folder.resolve("new/tallyhouse.yaml");
        Files.writeString(config, "organisation: {name: Mine}\n");
        CommandLineRun again = run("init", "--dir", dir);
        assertThat(again.code()).isEqualTo(Exit.USAGE);
        assertThat(Files.readString(config)).isEqualTo("organisation: {name: Mine}\n");
    }

    @Test
    void landingFoldersOfInitHoldNoDelivery() {
        String dir = folder.toString();
        assertThat(run("init", "--dir", dir).code()).isEqualTo(Exit.OK);
        CommandLineRun land = run("land", "--landing", folder.resolve("landing").toString());
        assertThat(land.code()).isEqualTo(Exit.OK);
        assertThat(land.err()).contains("0 new deliveries, 0 known").doesNotContain("warning");
    }

    @Test
    void doctorFindsEverythingAtOnce() throws IOException {
        Path config = folder.resolve("own.yaml");
        Files.writeString(config, "organisation: {nme: Mine}\nlimits: {unmapped_shar: 0.1}\n");
        CommandLineRun run = run(
                "doctor",
                "--json",
                "--config",
                config.toString(),
                "--landing",
                folder.resolve("none").toString());
        assertThat(run.code()).isEqualTo(Exit.FAILED);
        List<String> wrong = JSON.readTree(run.out()).path("checks").findValuesAsText("verdict").stream()
                .filter("wrong"::equals)
                .toList();
        assertThat(wrong).hasSizeGreaterThanOrEqualTo(3);
        assertThat(run.out()).contains("own.yaml:1:", "own.yaml:2:", "tallyhouse init");
    }

    @Test
    void rebuildAsksFirst() {
        CommandLineRun run = run("rebuild");
        assertThat(run.code()).isEqualTo(Exit.USAGE);
        assertThat(run.err()).contains("--yes");
        assertThat(folder.resolve("warehouse")).doesNotExist();
    }

    @Test
    void secretsAreOnlyReferences() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "from-file\nsecond line\n");
        Secrets secrets = new Secrets(name -> "SET".equals(name) ? "from-env" : null);
        assertThat(secrets.resolve("k", "${env:SET}")).isEqualTo("from-env");
        assertThat(secrets.resolve("k", "${file:" + file + "}")).isEqualTo("from-file");
        assertThat(secrets.present("k", "${env:UNSET}")).isFalse();
        assertThatThrownBy(() -> secrets.resolve("k", "${env:UNSET}")).hasMessageContaining("UNSET");
        assertThatThrownBy(() -> secrets.resolve("k", "hunter2"))
                .hasMessageContaining("only by reference")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void theLastNightOfADailySchedule() {
        NightlyManifest manifest = NightlyManifest.generate();
        assertThat(Airflow.lastStart(manifest, Instant.parse("2026-03-30T01:59:59Z")))
                .contains(Instant.parse("2026-03-29T02:00:00Z"));
        assertThat(Airflow.lastStart(manifest, Instant.parse("2026-03-30T02:00:00.5Z")))
                .contains(Instant.parse("2026-03-30T02:00:00Z"));
        assertThat(Airflow.lastStart(manifest.triggeredOnly(), Instant.parse("2026-03-30T02:00:00Z")))
                .isEmpty();
    }
}
