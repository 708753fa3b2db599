package io.tallyhouse.mining.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallyhouse.mining.align.AlignmentResult.NotEvaluated;
import io.tallyhouse.mining.align.AlignmentResult.Optimal;
import io.tallyhouse.mining.align.NetAligner.Effort;
import io.tallyhouse.mining.model.AcceptingPetriNet;
import io.tallyhouse.mining.model.InvalidModelException;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetAlignerTest {
    private static final HardNets.Member MEMBER = HardNets.member(10, 2, 1, 0.3);
    private static final AcceptingPetriNet NET = MEMBER.net();
    private static final List<String> TRACE = MEMBER.traces().get(0);
    private static final Effort ENOUGH = new Effort(0, 1_000_000);
    private static final int FIRST = 30;

    private static AlignmentResult align(long budget, Effort... efforts) {
        return new NetAligner(NET, MoveCosts.UNIT, budget, List.of(efforts)).align(TRACE);
    }

    @Test
    void theStatesOfAllAttemptsAreCountedAndAreTheBudget() {
        Optimal alone = (Optimal) align(1_000_000, ENOUGH);
        long both = FIRST + alone.states();

        Optimal second = (Optimal) align(1_000_000, new Effort(0, FIRST), ENOUGH);
        assertThat(second.states()).isEqualTo(both);
        assertThat(second.moves()).isEqualTo(alone.moves());

        assertThat(align(both, new Effort(0, FIRST), ENOUGH)).isEqualTo(second);
        assertThat(align(both - 1, new Effort(0, FIRST), ENOUGH)).isEqualTo(new NotEvaluated(both - 1));
        assertThat(align(alone.states(), ENOUGH)).isEqualTo(alone);
        assertThat(align(alone.states() - 1, ENOUGH)).isEqualTo(new NotEvaluated(alone.states() - 1));
    }

    @Test
    void aModelOfWhichNoRunIsFoundWithinTheBudgetIsAnError() {
        assertThatThrownBy(() -> align(5, ENOUGH))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("5");
    }
}
