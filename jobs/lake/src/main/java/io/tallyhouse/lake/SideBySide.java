package io.tallyhouse.lake;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Independent steps, two at a time: planning a query takes one thread for longer than running it on a small table takes two, so that
 * one step plans while another runs.
 */
public final class SideBySide {
    private static final int THREADS = 2;

    private SideBySide() {}

    /**
     * Runs all steps, also when one fails.
     *
     * @return results in the order of the steps
     * @throws RuntimeException the first failure in the order of the steps, after all have ended
     */
    public static <T> List<T> run(List<Supplier<T>> steps) {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<T>> running =
                    steps.stream().map(s -> threads.submit(s::get)).toList();
            List<T> results = new ArrayList<>();
            List<RuntimeException> failures = new ArrayList<>();
            for (Future<T> step : running) {
                try {
                    results.add(step.get());
                } catch (ExecutionException e) {
                    failures.add(failure(e));
                }
            }
            if (!failures.isEmpty()) {
                failures.stream().skip(1).forEach(failures.get(0)::addSuppressed);
                throw failures.get(0);
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while steps ran side by side", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static RuntimeException failure(ExecutionException wrapped) {
        if (wrapped.getCause() instanceof Error error) {
            throw error;
        }
        return wrapped.getCause() instanceof RuntimeException known ? known : new IllegalStateException(wrapped);
    }
}
