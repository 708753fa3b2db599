package io.tallyhouse.stages.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.tallyhouse.catalogue.contract.DatasetContract;
import io.tallyhouse.lake.table.LakeTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.jspecify.annotations.Nullable;

/**
 * Tells what is new in a batch of staged records.
 *
 * <p>A record equal to an earlier one in every column, on parsed values, is a duplicate. A record for whose key a higher version came
 * with an earlier delivery or stands in the same file is superseded: it is kept in bronze, because its rival may be withdrawn, and
 * counted apart. Which record of a key wins is decided when bronze is read and never depends on arrival.
 */
final class BronzeDiff {
    static final String VERDICT = "_verdict";

    private BronzeDiff() {}

    /**
     * How the records of one delivery were judged.
     *
     * @param newest time of the newest accepted one; null when there is none
     */
    record Tally(
            long accepted,
            long duplicates,
            long superseded,
            @Nullable Instant newest) {}

    /**
     * @param staged records with technical columns and {@link StagedBatch#ORDER}
     * @param bronze the dataset's table as it is; null when there is none
     * @return the staged records with a verdict: accepted, superseded or duplicate
     */
    static Dataset<Row> judge(DatasetContract contract, Dataset<Row> staged, @Nullable Dataset<Row> bronze) {
        Column hash = col(LakeTable.RECORD_HASH);
        WindowSpec arrival = Window.partitionBy(hash).orderBy(col(StagedBatch.ORDER), col(LakeTable.RECORD_NO));
        Dataset<Row> numbered = staged.withColumn("_copy", row_number().over(arrival));
        Column known = lit(false);
        if (bronze != null) {
            Dataset<Row> present = bronze.select(hash.as("_known_hash")).distinct();
            numbered = numbered.join(present, hash.equalTo(col("_known_hash")), "left");
            known = col("_known_hash").isNotNull();
        }
        Dataset<Row> judged =
                numbered.withColumn("_duplicate", col("_copy").gt(1).or(known));
        return withSuperseded(contract, judged, bronze)
                .withColumn(
                        VERDICT,
                        when(col("_duplicate"), "duplicate")
                                .when(col("_superseded"), "superseded")
                                .otherwise("accepted"));
    }

    private static Dataset<Row> withSuperseded(
            DatasetContract contract, Dataset<Row> judged, @Nullable Dataset<Row> bronze) {
        if (contract.version().isEmpty() && contract.key().isEmpty()) {
            return judged.withColumn("_superseded", lit(false));
        }
        List<Column> rank = new ArrayList<>();
        contract.version().forEach(v -> rank.add(col(v)));
        rank.add(col(LakeTable.RECORD_HASH));
        Column version = struct(rank.toArray(Column[]::new));
        Column[] key = contract.key().stream().map(k -> col(k)).toArray(Column[]::new);
        // Rows of the same delivery count as present, whatever their order in the file.
        WindowSpec upToThisDelivery = Window.partitionBy(key)
                .orderBy(col(StagedBatch.ORDER))
                .rangeBetween(Window.unboundedPreceding(), Window.currentRow());
        Dataset<Row> ranked = judged.withColumn("_best", max(version).over(upToThisDelivery));
        Column superseded = col("_best").gt(version);
        if (bronze != null) {
            List<Column> columns = new ArrayList<>();
            contract.key().forEach(k -> columns.add(col(k).as("_key_" + k)));
            Dataset<Row> best =
                    bronze.groupBy(key).agg(max(version).as("_best_known")).select(concat(columns, col("_best_known")));
            Column on = contract.key().stream()
                    .map(k -> col(k).eqNullSafe(col("_key_" + k)))
                    .reduce(Column::and)
                    .orElseThrow();
            ranked = ranked.join(best, on, "left");
            superseded = superseded.or(coalesce(col("_best_known").gt(version), lit(false)));
        }
        return ranked.withColumn("_superseded", superseded);
    }

    private static Column[] concat(List<Column> columns, Column last) {
        List<Column> all = new ArrayList<>(columns);
        all.add(last);
        return all.toArray(Column[]::new);
    }

    /** Counts by order of delivery. */
    static Map<Long, Tally> tallies(DatasetContract contract, Dataset<Row> judged) {
        Column newest = contract.at() == null
                ? lit(null).cast("timestamp")
                : max(when(col(VERDICT).equalTo("accepted"), col(contract.at())));
        Map<Long, Tally> tallies = new HashMap<>();
        judged.groupBy(col(StagedBatch.ORDER))
                .agg(counted("accepted"), counted("duplicate"), counted("superseded"), newest.as("newest"))
                .collectAsList()
                .forEach(r -> tallies.put(
                        r.getLong(0), new Tally(r.getLong(1), r.getLong(2), r.getLong(3), r.getAs("newest"))));
        return tallies;
    }

    private static Column counted(String verdict) {
        return sum(when(col(VERDICT).equalTo(verdict), 1L).otherwise(0L)).as(verdict);
    }
}
