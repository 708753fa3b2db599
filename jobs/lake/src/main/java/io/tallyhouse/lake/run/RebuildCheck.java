package io.tallyhouse.lake.run;

import static org.apache.spark.sql.functions.col;

import io.tallyhouse.catalogue.contract.Contracts;
import io.tallyhouse.catalogue.model.ModelFolder;
import io.tallyhouse.lake.LakeSession;
import io.tallyhouse.lake.log.DeltaLogs;
import io.tallyhouse.lake.table.LakeTable;
import io.tallyhouse.lake.table.LakeTables;
import io.tallyhouse.lake.table.TableReader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Computes every derived table again from bronze, in another folder, and compares with the live ones. */
public final class RebuildCheck {
    private RebuildCheck() {}

    /**
     * How a table came out.
     *
     * @param rows rows of the recomputed table
     * @param differing keys that only one of the two has, or whose rows differ in any counted value; 0 is expected
     */
    public record Comparison(long rows, long differing) {}

    /**
     * Recomputes and compares; the live tables are only read.
     *
     * @param models all models, each after its inputs
     * @param context its as_of must be that of the last run, or tables that depend on time differ rightly
     * @param bronze the live warehouse's folder
     * @param scratch an empty folder for the second lake; the caller deletes it
     * @return by table in the models' order
     * @throws ModelRunException when a table cannot be recomputed
     */
    public static Map<String, Comparison> run(
            List<ModelFolder> models,
            RunContext context,
            Contracts contracts,
            Path bronze,
            Path scratch,
            LakeSession lake) {
        LakeTables again = LakeTables.of(bronze, scratch, contracts, models);
        ModelRunner.run(models, context.in(again), () -> lake).throwIfFailed();
        Map<String, Comparison> comparisons = new LinkedHashMap<>();
        SparkSession session = lake.newSession();
        for (ModelFolder model : models) {
            LakeTable live = context.tables().table(model.name());
            Dataset<Row> rebuilt = TableReader.readStored(session, again.table(model.name()));
            comparisons.put(model.name(), compare(session, live, rebuilt));
        }
        return comparisons;
    }

    private static Comparison compare(SparkSession session, LakeTable live, Dataset<Row> rebuilt) {
        long rows = rebuilt.count();
        if (!DeltaLogs.state(live.path()).exists()) {
            return new Comparison(rows, rows);
        }
        Column[] counted = Stream.concat(live.grain().stream(), Stream.of(LakeTable.ROW_HASH))
                .map(n -> col("`" + n + "`"))
                .toArray(Column[]::new);
        Column[] grain = live.grain().stream().map(n -> col("`" + n + "`")).toArray(Column[]::new);
        Dataset<Row> left = TableReader.readStored(session, live).select(counted);
        Dataset<Row> right = rebuilt.select(counted);
        long differing = left.exceptAll(right)
                .union(right.exceptAll(left))
                .select(grain)
                .distinct()
                .count();
        return new Comparison(rows, differing);
    }
}
