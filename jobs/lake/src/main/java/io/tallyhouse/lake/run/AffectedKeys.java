package io.tallyhouse.lake.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.tallyhouse.catalogue.contract.DatasetContract;
import io.tallyhouse.catalogue.model.ModelFolder;
import io.tallyhouse.lake.run.Decision.ByKey;
import io.tallyhouse.lake.run.Decision.Range;
import io.tallyhouse.lake.table.BronzeWinners;
import io.tallyhouse.lake.table.LakeTable;
import io.tallyhouse.lake.table.LakeTables;
import io.tallyhouse.lake.table.TableReader;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * The keys of a model whose rows may come out differently.
 *
 * @param rows distinct keys under the names of the model's key
 * @param count how many
 */
record AffectedKeys(Dataset<Row> rows, long count) {
    private static final int COLLECTED = 50_000;
    private static final String SIGN = "_sign";

    /** The change feed between the watermark and now, over old and new images. */
    static AffectedKeys of(SparkSession session, ModelFolder model, LakeTables tables, ByKey decision) {
        Dataset<Row> all = null;
        for (Map.Entry<String, Range> change : decision.changes().entrySet()) {
            KeyMap map = KeyMap.of(model, change.getKey());
            LakeTable table = tables.table(change.getKey());
            Optional<DatasetContract> contract = tables.contract(change.getKey());
            Range range = change.getValue();
            Dataset<Row> feed = TableReader.changes(
                    session, table, range.from().version() + 1, range.to().version());
            Dataset<Row> keys =
                    contract.isPresent() ? ofRecords(session, table, contract.get(), feed, map) : feedNet(feed, map);
            all = all == null ? keys : all.union(keys);
        }
        if (all == null) {
            throw new IllegalArgumentException("No changes to follow in " + model.name());
        }
        return collected(session, all.distinct());
    }

    /** A row taken out and put back unchanged, as a rewrite of the whole table does with most, cancels out. */
    private static Dataset<Row> feedNet(Dataset<Row> feed, KeyMap map) {
        Column added = col("_change_type").isin("insert", "update_postimage");
        Column[] grouping = Stream.concat(Arrays.stream(map.select()), Stream.of(col(LakeTable.ROW_HASH)))
                .toArray(Column[]::new);
        Column[] names = names(map);
        return feed.select(Stream.concat(
                                Arrays.stream(grouping),
                                Stream.of(when(added, 1L).otherwise(-1L).as(SIGN)))
                        .toArray(Column[]::new))
                .groupBy(Stream.concat(Arrays.stream(names), Stream.of(col(LakeTable.ROW_HASH)))
                        .toArray(Column[]::new))
                .agg(sum(col(SIGN)).as(SIGN))
                .where(col(SIGN).notEqual(lit(0)))
                .select(names);
    }

    /** A new record may take the place of one that gave another key: every record of a touched dataset key counts. */
    private static Dataset<Row> ofRecords(
            SparkSession session, LakeTable table, DatasetContract contract, Dataset<Row> feed, KeyMap map) {
        List<String> key = BronzeWinners.key(contract);
        Dataset<Row> fromFeed = feed.select(map.select());
        if (key.containsAll(map.columns())) {
            return fromFeed;
        }
        Dataset<Row> touched = feed.select(
                        key.stream().map(k -> col("`" + k + "`")).toArray(Column[]::new))
                .distinct();
        Dataset<Row> records = InputRows.sameRecords(TableReader.read(session, table), touched, key);
        return fromFeed.union(records.select(map.select()));
    }

    private static AffectedKeys collected(SparkSession session, Dataset<Row> keys) {
        Dataset<Row> known = keys.na().drop();
        List<Row> rows = known.limit(COLLECTED + 1).collectAsList();
        if (rows.size() <= COLLECTED) {
            return new AffectedKeys(session.createDataFrame(rows, known.schema()), rows.size());
        }
        Dataset<Row> kept = known.persist(StorageLevel.MEMORY_AND_DISK());
        return new AffectedKeys(kept, kept.count());
    }

    private static Column[] names(KeyMap map) {
        return map.names().stream().map(n -> col("`" + n + "`")).toArray(Column[]::new);
    }
}
