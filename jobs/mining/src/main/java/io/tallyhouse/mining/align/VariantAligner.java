package io.tallyhouse.mining.align;

import io.tallyhouse.mining.model.NetToTree;
import io.tallyhouse.mining.model.ProcessModel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Aligns many distinct traces with one model on several threads; the results do not depend on their number. */
public final class VariantAligner {
    private final ProcessModel model;
    private final MoveCosts costs;
    private final long budget;
    private final int threads;

    /**
     * @param budget states that one trace may cost
     * @param threads at least 1; with 1 the calling thread does the work
     */
    public VariantAligner(ProcessModel model, long budget, int threads) {
        this(model, MoveCosts.UNIT, budget, threads);
    }

    /** As {@link #VariantAligner(ProcessModel, long, int)}, with costs of its own for each activity. */
    public VariantAligner(ProcessModel model, MoveCosts costs, long budget, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("Invalid number of threads: %d, expected at least 1".formatted(threads));
        }
        // Once, and not by each thread again.
        this.model = NetToTree.simplest(model);
        this.costs = costs;
        this.budget = budget;
        this.threads = threads;
    }

    /**
     * @param variants traces, best distinct ones: each is aligned
     * @return the results, in the order of the variants
     */
    public List<AlignmentResult> align(List<List<String>> variants) {
        return align(variants, done -> {});
    }

    /** @param progress told the number of variants aligned so far, by several threads */
    public List<AlignmentResult> align(List<List<String>> variants, IntConsumer progress) {
        AtomicInteger done = new AtomicInteger();
        AtomicInteger next = new AtomicInteger();
        AtomicReferenceArray<AlignmentResult> results = new AtomicReferenceArray<>(variants.size());
        runOnThreads(() -> {
            Aligner aligner = Aligner.of(model, costs, budget);
            for (int i = next.getAndIncrement(); i < variants.size(); i = next.getAndIncrement()) {
                results.set(i, aligner.align(variants.get(i)));
                progress.accept(done.incrementAndGet());
            }
        });
        return IntStream.range(0, variants.size()).mapToObj(results::get).toList();
    }

    private void runOnThreads(Runnable worker) {
        if (threads == 1) {
            worker.run();
            return;
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(pool.submit(worker));
            }
            running.forEach(VariantAligner::await);
        } finally {
            pool.shutdownNow();
        }
    }

    /** What a thread throws is thrown as with one thread. */
    private static void await(Future<?> work) {
        try {
            work.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException("Cannot align", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Cannot align: the thread was interrupted", e);
        }
    }
}
