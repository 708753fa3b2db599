package io.tallyhouse.catalogue.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyhouse.catalogue.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricTest {
    @TempDir
    Path folder;

    private Problems read(String lines) throws IOException {
        Files.writeString(folder.resolve("wait.yaml"), """
                name: wait
                title: Wait
                sentence: A wait.
                formula: "median of waits"
                unit: seconds
                direction: down
                owner: operations
                source: fct_hand_off
                time_of: at
                numerator: "seconds"
                group: rework
                """ + lines.replace("; ", "\n") + "\n");
        Problems problems = new Problems();
        Metrics.load(folder, problems);
        return problems;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "engine: median; grains: [week]; denominator: \"1\" | engine median has neither denominator",
                "engine: median; grains: [trailing28] | its grains are day, week, month, quarter, all",
                "engine: growth; grains: [week] | engine growth needs a snapshot",
                "engine: growth; snapshot: true; grains: [week, all] | grains that begin where another ends",
                "engine: rows; grains: [week] | engine rows has neither numerator nor denominator",
                "distinct: team; grains: [week]; splits: [[function, team]] | cannot be split by them"
            })
    void whatCannotBeComputedIsRefused(String lines, String message) throws IOException {
        assertThat(read(lines).list().toString()).contains(message);
    }

    @Test
    void whatCanBeIsNot() throws IOException {
        assertThat(read("engine: median; grains: [week, all]; splits: [[team]]").list())
                .isEmpty();
        assertThat(read("engine: growth; snapshot: true; grains: [week]").list())
                .isEmpty();
        assertThat(read("distinct: workflow; grains: [week]; splits: [[team]]").list())
                .isEmpty();
    }
}
