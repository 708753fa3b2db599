package io.tallyhouse.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallyhouse.orchestration.standalone.StandaloneSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandaloneSettingsTest {
    @Test
    void aMissingAirflowComesWithTheCommandThatBringsIt(@TempDir Path folder) {
        Path venv = folder.resolve("venv");

        assertThatThrownBy(() -> StandaloneSettings.of(venv, folder, folder, Map.of()))
                .isInstanceOf(IOException.class)
                .hasMessage("Cannot find Airflow in " + venv + ". Bring it with `python3 -m venv " + venv + " && "
                        + venv + "/bin/pip install -r orchestration/requirements/airflow.txt`");
    }

    @Test
    void secretsAreMadeAnewAndNotShown(@TempDir Path folder) throws IOException {
        Path airflow = Files.createDirectories(folder.resolve("bin")).resolve("airflow");
        Files.createFile(airflow, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));

        StandaloneSettings one = StandaloneSettings.of(folder, folder, folder, Map.of());
        StandaloneSettings other = StandaloneSettings.of(folder, folder, folder, Map.of());

        assertThat(one.password()).isNotEqualTo(other.password());
        assertThat(one.signingKey()).isNotEqualTo(other.signingKey()).hasSizeGreaterThanOrEqualTo(64);
        assertThat(one.ports()).doesNotHaveDuplicates().hasSize(3);
        assertThat(one.toString()).doesNotContain(one.password()).doesNotContain(one.signingKey());
    }
}
