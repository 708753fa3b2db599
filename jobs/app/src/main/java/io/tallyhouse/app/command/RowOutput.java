package io.tallyhouse.app.command;

import io.tallyhouse.publish.duckdb.JsonRows;
import io.tallyhouse.publish.duckdb.RowSink;
import io.tallyhouse.publish.terminal.TextTable;
import io.tallyhouse.terminal.Screen;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Prints rows of a query, as a table or as JSON. */
final class RowOutput {
    private RowOutput() {}

    /** Where rows come from. */
    interface Rows {
        void into(RowSink sink) throws IOException;
    }

    static void print(Tallyhouse root, Rows rows) throws IOException {
        PrintWriter writer = new PrintWriter(root.terminal().out(), false, StandardCharsets.UTF_8);
        if (root.json()) {
            try (JsonRows json = new JsonRows(writer)) {
                rows.into(json);
            }
        } else {
            try (TextTable table = new TextTable(writer, Screen.width())) {
                rows.into(table);
            }
        }
        writer.flush();
    }
}
