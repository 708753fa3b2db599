package io.tallyhouse.stages.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Encoded queries as ServiceNow writes them. */
class PauseConditionTest {
    @ParameterizedTest
    @CsvSource({
        "'incident_stateIN3,4',       '3,4'",
        "'state=3^ORstate=4',         '3,4'",
        "'incident_state=3^EQ',       '3'",
        "'stateINOn Hold,Resolved',   'On Hold,Resolved'",
    })
    void theStatesAreNamed(String condition, String states) {
        assertThat(PauseCondition.states(condition)).containsExactly(states.split(","));
    }

    @Test
    void withoutConditionNothingPauses() {
        assertThat(PauseCondition.states("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"priority=1", "state=3^priority=1", "state!=3", "stateNOT IN3,4"})
    void anythingElseIsRefused(String condition) {
        assertThatThrownBy(() -> PauseCondition.states(condition))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + condition + "\"")
                .hasMessageContaining("only conditions on the state");
    }
}
