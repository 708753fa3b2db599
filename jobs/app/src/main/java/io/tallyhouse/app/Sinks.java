package io.tallyhouse.app;

import io.tallyhouse.publish.Publication;

/** Sinks beside the DuckDB file. */
final class Sinks {
    private Sinks() {}

    static void others(House house, Publication publication, Terminal terminal) {}
}
