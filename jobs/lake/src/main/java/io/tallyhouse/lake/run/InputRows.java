package io.tallyhouse.lake.run;

import static org.apache.spark.sql.functions.col;

import io.tallyhouse.catalogue.contract.DatasetContract;
import io.tallyhouse.catalogue.model.ModelFolder;
import io.tallyhouse.lake.table.BronzeWinners;
import io.tallyhouse.lake.table.LakeTable;
import io.tallyhouse.lake.table.LakeTables;
import io.tallyhouse.lake.table.TableReader;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** The rows of a model's inputs: bronze through its contract, and for a recomputation by key only what bears on the affected keys. */
final class InputRows {
    private InputRows() {}

    /** @param keys affected keys, null for everything */
    static Dataset<Row> of(
            SparkSession session, LakeTables tables, ModelFolder model, String input, @Nullable AffectedKeys keys) {
        LakeTable table = tables.table(input);
        Optional<DatasetContract> contract = tables.contract(input);
        Dataset<Row> rows = TableReader.read(session, table);
        if (keys == null || Planner.keyOf(model.model(), input).isEmpty()) {
            return contract.map(c -> BronzeWinners.of(c, rows)).orElse(rows);
        }
        KeyMap map = KeyMap.of(model, input);
        return contract.map(c -> winners(c, rows, map, keys.rows())).orElseGet(() -> map.semi(rows, keys.rows()));
    }

    /** The winner is chosen among all records of a dataset key, also those that would give other keys of the model. */
    private static Dataset<Row> winners(DatasetContract contract, Dataset<Row> rows, KeyMap map, Dataset<Row> keys) {
        List<String> key = BronzeWinners.key(contract);
        Dataset<Row> candidates = map.semi(rows, keys);
        if (key.containsAll(map.columns())) {
            return BronzeWinners.of(contract, candidates);
        }
        Dataset<Row> touched = candidates
                .select(key.stream().map(k -> col("`" + k + "`")).toArray(Column[]::new))
                .distinct();
        return map.semi(BronzeWinners.of(contract, sameRecords(rows, touched, key)), keys);
    }

    /** All rows whose dataset key is among the touched ones; nulls in keys are equal. */
    static Dataset<Row> sameRecords(Dataset<Row> rows, Dataset<Row> touched, List<String> key) {
        String prefix = "_touched_";
        Column[] renamed =
                key.stream().map(k -> col("`" + k + "`").as(prefix + k)).toArray(Column[]::new);
        Column on = key.stream()
                .map(k -> col("`" + k + "`").eqNullSafe(col("`" + prefix + k + "`")))
                .reduce(Column::and)
                .orElseThrow();
        return rows.join(touched.select(renamed), on, "left_semi");
    }
}
