package io.tallyhouse.mining.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallyhouse.mining.align.AlignmentResult.Optimal;
import io.tallyhouse.mining.model.AcceptingPetriNet;
import io.tallyhouse.mining.model.InvalidModelException;
import io.tallyhouse.mining.model.Marking;
import io.tallyhouse.mining.model.ProcessTree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VariantAlignerTest {
    private static final ProcessTree MODEL = ProcessTree.parse("a b*");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void eachVariantHasItsResultInOrderAndIsTold(int threads) {
        List<List<String>> variants = IntStream.range(0, 40)
                .mapToObj(i -> Collections.nCopies(i, "b"))
                .toList();
        List<Integer> told = Collections.synchronizedList(new ArrayList<>());
        MoveCosts costs = new MoveCosts(Map.of(), Map.of("a", 5), 1);

        List<AlignmentResult> results = new VariantAligner(MODEL, costs, 1_000, threads).align(variants, told::add);

        // The model's a was left out, whatever comes after it.
        assertThat(results).allSatisfy(r -> assertThat(((Optimal) r).cost()).isEqualTo(5));
        assertThat(results)
                .extracting(r -> ((Optimal) r).worst())
                .containsExactlyElementsOf(IntStream.range(5, 45).boxed().toList());
        assertThat(told)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 40).boxed().toList());
    }

    @Test
    void oneThreadIsTheCallers() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();

        new VariantAligner(MODEL, 1_000, 1)
                .align(List.of(List.of("a"), List.of("b")), done -> threads.add(Thread.currentThread()));

        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    void noThreadCannotAlign() {
        assertThatThrownBy(() -> new VariantAligner(MODEL, 1_000, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Invalid number of threads: 0, expected at least 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void aFaultReachesTheCallerAsItIs(int threads) {
        AcceptingPetriNet stuck = new AcceptingPetriNet(List.of("p"), List.of(), Marking.of(1), Marking.of(2));

        assertThatThrownBy(() -> new VariantAligner(stuck, 10, threads).align(List.of(List.of("a"))))
                .isInstanceOf(InvalidModelException.class);
    }

    @Test
    void anErrorOfAnotherThreadReachesTheCallerAsItIs() {
        AssertionError error = new AssertionError("not a RuntimeException");

        assertThatThrownBy(() -> new VariantAligner(MODEL, 10, 2).align(List.of(List.of("a")), done -> {
                    throw error;
                }))
                .isSameAs(error);
    }

    @Test
    void anInterruptedCallerIsTold() {
        CountDownLatch never = new CountDownLatch(1); // else the work may be done before the interruption is seen
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> new VariantAligner(MODEL, 10, 2).align(List.of(List.of("a")), done -> hold(never)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Cannot align: the thread was interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("the pool was shut down", e);
        }
    }
}
