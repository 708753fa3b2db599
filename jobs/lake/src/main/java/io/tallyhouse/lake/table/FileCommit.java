package io.tallyhouse.lake.table;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallyhouse.lake.log.DeltaLogs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.Action$;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.collection.immutable.Map$;

/** One Delta transaction over an unpartitioned table whose files are written here, from rows in memory. */
final class FileCommit {
    /** Rows of a file when many are written: a later change rewrites as much as one file. */
    static final int FILE_ROWS = 16_384;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final LakeTable table;
    private final SparkSession session;
    private final OptimisticTransaction transaction;
    private final List<Action> actions = new ArrayList<>();

    FileCommit(SparkSession session, LakeTable table) {
        SparkSession.setActiveSession(session); // whose settings the transaction takes, the note among them
        this.session = session;
        this.table = table;
        this.transaction =
                DeltaLog.forTable(session, table.path().toString()).startTransaction(Option.empty(), Option.empty());
    }

    /** Gives a new table its columns and properties, beside those that the session gives to all. */
    FileCommit describe(StructType schema) {
        ObjectNode description =
                JSON.createObjectNode().put("id", UUID.randomUUID().toString()).put("schemaString", schema.json());
        description.putObject("format").put("provider", "parquet").putObject("options");
        description.putArray("partitionColumns");
        ObjectNode properties = description.putObject("configuration");
        TableProperties.atCreation(table).forEach(properties::put);
        transaction.updateMetadata((Metadata) action("metaData", description), false);
        return this;
    }

    /** Gives a table that is there other properties. */
    void commitProperties(Map<String, String> properties) {
        ObjectNode described = DeltaLogs.metadata(table.path()).deepCopy();
        ObjectNode configuration = described.putObject("configuration");
        properties.forEach(configuration::put);
        transaction.updateMetadata((Metadata) action("metaData", described), false);
        scala.collection.immutable.Map<String, String> set = Map$.MODULE$.empty();
        for (Map.Entry<String, String> property : properties.entrySet()) {
            set = set.updated(property.getKey(), property.getValue());
        }
        commit(new DeltaOperations.SetTableProperties(set));
    }

    /** Rows come into the table. */
    FileCommit add(HeldRows rows) {
        FileStatistics statistics = new FileStatistics(table, rows.schema());
        int parts = rows.rows().isEmpty()
                ? 0
                : Math.max(1, Math.round((float) rows.rows().size() / FILE_ROWS));
        for (int part = 0; part < parts; part++) {
            int from = (int) ((long) rows.rows().size() * part / parts);
            int to = (int) ((long) rows.rows().size() * (part + 1) / parts);
            List<InternalRow> written = rows.rows().subList(from, to);
            String name = String.format("part-%05d-%s-c000.snappy.parquet", part, UUID.randomUUID());
            ObjectNode added = write(name, rows.schema(), written);
            added.put("modificationTime", ParquetRows.modified(table.path().resolve(name)))
                    .put("dataChange", true);
            added.put("stats", statistics.of(written).toString());
            actions.add(action("add", added));
        }
        return this;
    }

    /** Files go from the table; names as in its log. */
    FileCommit remove(Set<String> names) {
        for (String line : DeltaLogs.addActions(table.path(), names)) {
            AddFile file = (AddFile) Action$.MODULE$.fromJson(line);
            actions.add(file.removeWithTimestamp(file.removeWithTimestamp$default$1(), true)); // Delta's own clock
        }
        return this;
    }

    /** What the change feed tells of this commit; without it, that the rows of added files came and those of removed files went. */
    FileCommit feed(HeldRows rows) {
        String name = "_change_data/cdc-00000-" + UUID.randomUUID() + ".c000.snappy.parquet";
        actions.add(action("cdc", write(name, rows.schema(), rows.rows()).put("dataChange", false)));
        return this;
    }

    void commitMerge() {
        Seq<DeltaOperations.MergePredicate> none = JavaConverters.asScalaBuffer(List.of());
        commit(new DeltaOperations.Merge(
                Option.empty(), Option.empty(), Option.empty(), Option.empty(), none, none, none));
    }

    void commitWrite(SaveMode mode) {
        commit(new DeltaOperations.Write(mode, Option.empty(), Option.empty(), Option.empty()));
    }

    private void commit(DeltaOperations.Operation operation) {
        transaction.commit(JavaConverters.asScalaBuffer(actions), operation);
    }

    private ObjectNode write(String name, StructType schema, List<InternalRow> rows) {
        Path file = table.path().resolve(name);
        new ParquetRows(session, schema).write(file, rows);
        ObjectNode written = JSON.createObjectNode().put("path", name).put("size", ParquetRows.size(file));
        written.putObject("partitionValues");
        return written;
    }

    private static Action action(String kind, ObjectNode content) {
        return Action$.MODULE$.fromJson(JSON.valueToTree(Map.of(kind, content)).toString());
    }
}
