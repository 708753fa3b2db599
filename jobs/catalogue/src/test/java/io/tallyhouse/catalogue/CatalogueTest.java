package io.tallyhouse.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyhouse.testing.TestData;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    @Test
    void theShippedFilesAreValid() {
        Catalogue catalogue = Catalogue.load(TestData.home(), null);

        assertThat(catalogue.contracts().all()).hasSizeGreaterThan(10);
        assertThat(catalogue.models().all()).hasSizeGreaterThan(15);
        assertThat(catalogue.metrics().all()).hasSizeGreaterThan(25);
        assertThat(catalogue.playbook(LocalDate.of(2026, 1, 1)).slo().adoptionRate())
                .isEqualTo(0.75);
    }
}
