package io.tallyhouse.statistics.hours;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The interval must hold the truth often enough and not always: both are wrong. */
final class CoverageTest {
    @ParameterizedTest(name = "{0} teams, {1} tickets each, seeds 1 to 100")
    @CsvSource({"11, 150", "20, 40"})
    void holdsTheTruthNinetyToNinetyNineTimes(int teams, int tickets) {
        assertThat(CoverageStudy.run(teams, tickets, 100).expanded()).isBetween(90, 99);
    }
}
