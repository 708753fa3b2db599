package io.tallyhouse.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallyhouse.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NightlyManifestTest {
    private final NightlyManifest manifest = NightlyManifest.generate();

    @Test
    void theCommittedFileIsTheGeneratedOne() throws IOException {
        assertThat(TestData.home().resolve(NightlyManifest.FILE))
                .as("written anew by `./tallyhouse airflow manifest`")
                .hasContent(manifest.toJson());
    }

    @Test
    void readsWhatItWrites(@TempDir Path folder) throws IOException {
        NightlyManifest changed = manifest.triggeredOnly().withRetryDelay(Duration.ofSeconds(1));
        Path file = Files.writeString(folder.resolve("nightly.json"), changed.toJson());

        assertThat(NightlyManifest.read(file)).isEqualTo(changed);
        assertThat(changed.schedule().cron()).isNull();
        assertThat(changed.stages()).allMatch(stage -> stage.retryDelaySeconds() == 1);
    }

    @Test
    void anUnknownKeyIsAnError(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> NightlyManifest.read(changed(folder, "\"retries\"", "\"retires\" : 6, \"retries\"")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Invalid manifest " + folder.resolve("nightly.json") + ":")
                .hasMessageContaining("Unrecognized field \"retires\"");
    }

    @Test
    void aMissingKeyIsAnError(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> NightlyManifest.read(changed(folder, "\"retries\" : 6,", "")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Missing creator property 'retries'");
    }

    private Path changed(Path folder, String from, String to) throws IOException {
        return Files.writeString(
                folder.resolve("nightly.json"), manifest.toJson().replace(from, to));
    }

    @Test
    void stagesRunInTheOrderOfTheNight() {
        assertThat(manifest.taskIds()).containsExactly("land", "ingest", "refine", "measure", "check", "publish");
        assertThat(manifest.stages().get(0).upstream()).isEmpty();
        for (int i = 1; i < manifest.stages().size(); i++) {
            assertThat(manifest.stages().get(i).upstream())
                    .containsExactly(manifest.taskIds().get(i - 1));
        }
    }

    @Test
    void aStageIsItsNameAndTheAsOfTime() {
        assertThat(manifest.stages())
                .allSatisfy(stage ->
                        assertThat(stage.argv()).isEqualTo(List.of(stage.taskId(), "--as-of", NightlyManifest.AS_OF)));
    }

    @Test
    void onlyALockOrAKilledProcessIsTriedAgain() {
        assertThat(manifest.exitCodes().stream()
                        .filter(NightlyManifest.Exit::retry)
                        .map(NightlyManifest.Exit::code))
                .containsExactly(75, 137, 143);
        assertThat(manifest.meaningOf(3)).isEqualTo("a quality gate held marts back");
        assertThat(manifest.meaningOf(9)).isEqualTo("not an exit code of the manifest");
    }

    @Test
    void aNightCoversTheDayThatEndsAtItsAsOfTime() {
        DataInterval interval = manifest.intervalEndingAt(Instant.parse("2026-03-30T02:00:00Z"));

        assertThat(interval.start()).isEqualTo("2026-03-29T02:00:00Z");
        assertThatThrownBy(() -> manifest.intervalEndingAt(Instant.parse("2026-03-30T02:00:00.5Z")))
                .hasMessage("Invalid data interval: 2026-03-30T02:00:00.500Z has a fraction of a second");
    }
}
