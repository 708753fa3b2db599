package io.tallyhouse.sources.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyhouse.catalogue.contract.ContractColumn;
import io.tallyhouse.sources.Collected;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContentHashTest {
    /** Computed with Python's hashlib over the text that the class describes. */
    private static final String BY_PYTHON = "b6c21b1259f3d894f73d16fc06607f47";

    @Test
    void equalsASecondProgramsHashWhateverEmptyColumnsTheContractHas() {
        Instant at = Instant.parse("2026-01-05T10:00:00Z");
        List<ContractColumn> all = Collected.contract("learning/training").columns();
        List<ContractColumn> filled = new ArrayList<>();
        Object[] values = new Object[all.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (all.get(i).name()) {
                case "assignment_id" -> "a1";
                case "person_id" -> "Zoë";
                case "track_id" -> "t";
                case "assigned_at", "recorded_at" -> at;
                case "status" -> "assigned";
                case "quiz_score" -> 0.5;
                case "shadow_samples" -> 7L;
                default -> null;
            };
            if (values[i] != null) {
                filled.add(all.get(i));
            }
        }
        assertThat(new ContentHash(all).of(values)).isEqualTo(BY_PYTHON);
        Object[] only = {"a1", "Zoë", "t", at, "assigned", 0.5, 7L, at};
        assertThat(new ContentHash(filled).of(only)).isEqualTo(BY_PYTHON);
    }
}
