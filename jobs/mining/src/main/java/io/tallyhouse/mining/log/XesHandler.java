package io.tallyhouse.mining.log;

/** Receives a log in the order of the file: the header once, then each trace, its events, its end. What it throws ends the read. */
public interface XesHandler {
    /** Called once, before any trace, also for a log without traces. */
    default void header(XesHeader header) {}

    /** A trace begins. */
    default void trace(XesTrace trace) {}

    /** An event of the trace that began last. */
    void event(XesTrace trace, XesEvent event);

    /**
     * The trace has ended.
     *
     * @param events how many it had
     * @param inversions events that are earlier than the readable time before them in the file
     */
    default void traceEnd(XesTrace trace, int events, int inversions) {}
}
