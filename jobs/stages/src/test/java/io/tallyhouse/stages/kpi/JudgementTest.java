package io.tallyhouse.stages.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyhouse.catalogue.metric.Metric;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgementTest {
    private static final Metric RATIO = new TestMetric("ratio")
            .ratio("lost", "spent")
            .delivered("spent IS NOT NULL")
            .caveat("NOT known")
            .maxMissing(0.05)
            .make();
    private static final Metric COUNT = new TestMetric("count").sum("open").make();

    /** Lost, spent, units, units without numerator, units delivered, units with the caveat. */
    private static Judgement ratio(boolean delivered, String... sums) {
        return judge(RATIO, delivered, sums);
    }

    @Test
    void dividesOnceAndShowsWhatWasDivided() {
        assertThat(ratio(true, "1", "3", "3", "0", "3", "0"))
                .isEqualTo(new Judgement(
                        1.0 / 3, new BigDecimal("1.000000000000"), new BigDecimal("3.000000000000"), 3, "ok", null));
    }

    @Test
    void aFigureWithCaveatSaysSo() {
        assertThat(ratio(true, "1", "4", "3", "0", "3", "1").reason()).isEqualTo("with_caveat");
        assertThat(ratio(true, "1", "4", "3", "0", "3", "1").status()).isEqualTo("ok");
    }

    @Test
    void whatNeverCameIsNotZero() {
        assertThat(ratio(false, "0", "0", "3", "0", "0", "0"))
                .isEqualTo(new Judgement(null, null, null, 3, "no_data", "not_delivered"));
        assertThat(judge(COUNT, false, "0", "0"))
                .isEqualTo(new Judgement(null, null, null, 0, "no_data", "not_delivered"));
    }

    @Test
    void tooManyUnitsWithoutNumeratorGiveNoFigure() {
        assertThat(ratio(true, "1", "4", "100", "5", "100", "0").status()).isEqualTo("ok");
        assertThat(ratio(true, "1", "4", "100", "6", "100", "0"))
                .isEqualTo(new Judgement(null, null, null, 100, "not_estimable", "too_many_missing"));
    }

    @Test
    void aDenominatorOfNothingIsEmpty() {
        Judgement empty = ratio(true, "0", "0", "0", "0", "0", "0");
        assertThat(empty.value()).isNull();
        assertThat(empty.status()).isEqualTo("no_data");
        assertThat(empty.reason()).isEqualTo("empty");
        assertThat(empty.numerator()).isEqualByComparingTo("0");
        assertThat(empty.denominator()).isEqualByComparingTo("0");
    }

    @Test
    void aCountOfNothingIsZero() {
        assertThat(judge(COUNT, true, "0", "0"))
                .isEqualTo(new Judgement(0.0, new BigDecimal("0.000000000000"), null, 0, "ok", null));
    }

    private static Judgement judge(Metric metric, boolean delivered, String... sums) {
        Term term = new LeafQuery(SourceGroup.of(List.of(metric)).get(0), e -> true)
                .terms()
                .get(0);
        return Judgement.of(
                term, Sums.of(Arrays.stream(sums).map(BigDecimal::new).toList()), delivered);
    }
}
