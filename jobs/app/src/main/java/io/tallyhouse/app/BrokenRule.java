package io.tallyhouse.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallyhouse.catalogue.model.ModelFolder;
import io.tallyhouse.lake.journal.Journal;
import io.tallyhouse.lake.log.DeltaLogs;
import io.tallyhouse.lake.table.LakeTable;
import io.tallyhouse.lake.table.TableReader;
import io.tallyhouse.publish.duckdb.RowSink;
import io.tallyhouse.terminal.UserError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** All rows that break a rule, found by the query of the newest check on the tables as they are now. */
public final class BrokenRule {
    private BrokenRule() {}

    /**
     * @param rule id of a rule that failed when it was checked last
     * @throws UserError when there is no such rule, it did not fail, or it speaks about its table as a whole
     */
    public static void rows(House house, String rule, RowSink sink) throws IOException {
        JsonNode result = newest(house, rule);
        if (!result.has("query")) {
            String outcome = result.path("outcome").asText();
            throw UserError.usage("Cannot show rows that break " + rule + ": "
                    + (outcome.equals("failed")
                            ? "it is about the table as a whole; seen "
                                    + result.path("seen").asText()
                            : "its newest verdict is " + outcome.replace('_', ' ')));
        }
        SparkSession session = house.lake().newSession();
        for (ModelFolder model : house.models()) {
            LakeTable table = house.tables().table(model.name());
            if (DeltaLogs.state(table.path()).exists()) {
                TableReader.readStored(session, table).createOrReplaceTempView(model.name());
            }
        }
        pour(session.sql(result.path("query").asText()), sink);
    }

    private static JsonNode newest(House house, String rule) {
        JsonNode newest = null;
        for (JsonNode check : new Journal(house.warehouse(), "checks").read().toList()) {
            for (JsonNode result : check.path("results")) {
                newest = result.path("rule").asText().equals(rule) ? result : newest;
            }
        }
        if (newest == null) {
            throw UserError.usage("Unknown rule " + rule + ", or it was never checked; what is broken is told by:"
                    + " tallyhouse status");
        }
        return newest;
    }

    private static void pour(Dataset<Row> rows, RowSink sink) throws IOException {
        sink.columns(Arrays.stream(rows.schema().fields())
                .map(f -> new RowSink.Column(f.name(), f.dataType().sql().toUpperCase(Locale.ROOT)))
                .toList());
        Iterator<Row> all = rows.toLocalIterator();
        while (all.hasNext()) {
            Row row = all.next();
            List<@Nullable Object> values = new ArrayList<>();
            for (int i = 0; i < row.length(); i++) {
                Object value = row.get(i);
                values.add(
                        value == null || value instanceof Number || value instanceof Boolean
                                ? value
                                : value.toString());
            }
            sink.row(values);
        }
    }
}
