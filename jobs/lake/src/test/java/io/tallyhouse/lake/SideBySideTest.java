package io.tallyhouse.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class SideBySideTest {
    @Test
    void results_keep_the_order_of_the_steps_although_the_second_ends_first() {
        CountDownLatch secondEnded = new CountDownLatch(1);
        List<Supplier<String>> steps = List.of(
                () -> {
                    await(secondEnded);
                    return "first";
                },
                () -> {
                    secondEnded.countDown();
                    return "second";
                });
        assertThat(SideBySide.run(steps)).containsExactly("first", "second");
    }

    @Test
    void a_failure_stops_no_other_step_and_the_first_one_is_thrown() {
        AtomicInteger done = new AtomicInteger();
        Supplier<Integer> fails = () -> {
            throw new IllegalArgumentException("first");
        };
        Supplier<Integer> failsToo = () -> {
            throw new IllegalArgumentException("second");
        };
        assertThatThrownBy(() -> SideBySide.run(List.of(fails, done::incrementAndGet, failsToo, done::incrementAndGet)))
                .hasMessage("first")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
        assertThat(done).hasValue(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
