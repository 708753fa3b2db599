package io.tallyhouse.statistics.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KaplanMeierTest {
    private static Lifetime stop(long at) {
        return new Lifetime(at, true);
    }

    private static Lifetime censored(long at) {
        return new Lifetime(at, false);
    }

    /** Acute myelogenous leukaemia, maintained group: the textbook example of R's survival package. */
    @Test
    void leukaemia() {
        List<Lifetime> group = new ArrayList<>(List.of(
                stop(9),
                stop(13),
                censored(13),
                stop(18),
                stop(23),
                censored(28),
                stop(31),
                stop(34),
                censored(45),
                stop(48),
                censored(161)));
        Collections.shuffle(group, new Random(7));
        KaplanMeier curve = KaplanMeier.of(group);

        assertThat(curve.survivalAt(8)).isEqualTo(1);
        assertThat(curve.survivalAt(9)).isCloseTo(10 / 11.0, within(1e-15));
        assertThat(curve.survivalAt(13)).isCloseTo(9 / 11.0, within(1e-15));
        assertThat(curve.survivalAt(18)).isCloseTo(0.715909, within(5e-7));
        assertThat(curve.survivalAt(23)).isCloseTo(0.613636, within(5e-7));
        assertThat(curve.survivalAt(30)).isCloseTo(0.613636, within(5e-7));
        assertThat(curve.survivalAt(31)).isCloseTo(0.490909, within(5e-7));
        assertThat(curve.survivalAt(34)).isCloseTo(0.368182, within(5e-7));
        assertThat(curve.survivalAt(48)).isCloseTo(0.184091, within(5e-7));
        assertThat(curve.survivalAt(1_000_000)).isEqualTo(curve.survivalAt(48));
    }

    @Test
    void countsStopsStrictlyAfter() {
        KaplanMeier curve = KaplanMeier.of(List.of(stop(5), stop(5), censored(6), stop(7)));

        assertThat(curve.stopsAfter(4)).isEqualTo(3);
        assertThat(curve.stopsAfter(5)).isEqualTo(1);
        assertThat(curve.stopsAfter(6)).isEqualTo(1);
        assertThat(curve.stopsAfter(7)).isZero();
    }

    @Test
    void eventsComeBeforeCensoringsOfTheSameTime() {
        // Three watched at 5: two events leave 1/3. Censored first it would be two watched and 0.
        assertThat(KaplanMeier.of(List.of(censored(5), stop(5), stop(5))).survivalAt(5))
                .isCloseTo(1 / 3.0, within(1e-15));
    }

    @Test
    void nobodyWatchedMeansNobodyStopped() {
        assertThat(KaplanMeier.of(List.of()).survivalAt(10)).isEqualTo(1);
        assertThat(KaplanMeier.of(List.of(censored(3))).survivalAt(10)).isEqualTo(1);
        assertThat(KaplanMeier.of(List.of(censored(3))).stopsAfter(0)).isZero();
    }

    @ParameterizedTest(name = "seed {0}: without censoring it is the share still running")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void isTheEmpiricalShareWithoutCensoring(long seed) {
        Random random = new Random(seed);
        List<Lifetime> lifetimes = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            lifetimes.add(stop(random.nextInt(60)));
        }
        KaplanMeier curve = KaplanMeier.of(lifetimes);
        for (long t = 0; t <= 60; t++) {
            long at = t;
            long longer = lifetimes.stream().filter(l -> l.seconds() > at).count();
            assertThat(curve.survivalAt(t)).isCloseTo(longer / 200.0, within(1e-12));
            assertThat(curve.stopsAfter(t)).isEqualTo((int) longer);
        }
    }
}
