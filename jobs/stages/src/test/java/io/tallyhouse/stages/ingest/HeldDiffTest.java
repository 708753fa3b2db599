package io.tallyhouse.stages.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyhouse.catalogue.contract.ContractColumn;
import io.tallyhouse.catalogue.contract.DatasetContract;
import io.tallyhouse.catalogue.contract.DatasetContract.Format;
import io.tallyhouse.lake.LakeSession;
import io.tallyhouse.lake.table.HeldRows;
import io.tallyhouse.lake.table.LakeTable;
import io.tallyhouse.stages.ingest.BronzeDiff.Tally;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldDiffTest {
    private static final StructType BRONZE = StructType.fromDDL("ticket STRING, part BIGINT, changes BIGINT,"
            + " updated_at TIMESTAMP, _record_hash STRING, _delivery_id STRING, _record_no BIGINT");
    private static final StructType STAGED = BRONZE.add("_delivery_order", "bigint");

    @TempDir
    Path folder;

    @Test
    void verdicts_in_memory_are_those_of_spark_seed_20160501() {
        SparkSession session = LakeSession.forTests(folder).newSession();
        Random random = new Random(20160501);
        for (DatasetContract contract : List.of(
                contract(List.of("ticket", "part"), List.of("changes", "updated_at")),
                contract(List.of("ticket"), List.of()),
                contract(List.of(), List.of()))) {
            long superseded = 0;
            for (int round = 0; round < 4; round++) {
                HeldRows bronze = held(session.createDataFrame(records(random, 0, 30, false), BRONZE));
                HeldRows staged = held(session.createDataFrame(records(random, 3, 40, true), STAGED));

                HeldDiff inMemory = HeldDiff.judge(contract, staged, bronze);
                Dataset<Row> bySpark = BronzeDiff.judge(contract, staged.dataset(session), bronze.dataset(session));

                Map<Long, Tally> tallies = inMemory.tallies();
                assertThat(tallies).isEqualTo(BronzeDiff.tallies(contract, bySpark));
                assertThat(hashes(inMemory.fresh().dataset(session)))
                        .containsExactlyElementsOf(hashes(
                                bySpark.where(functions.col(BronzeDiff.VERDICT).notEqual("duplicate"))));
                assertThat(tallies.values())
                        .anyMatch(t -> t.duplicates() > 0)
                        .anyMatch(t -> t.accepted() > 0 && t.newest() != null);
                superseded +=
                        tallies.values().stream().mapToLong(Tally::superseded).sum();
            }
            assertThat(superseded > 0).isEqualTo(!contract.key().isEmpty());
        }
    }

    private static List<String> hashes(Dataset<Row> rows) {
        return rows.select(LakeTable.RECORD_HASH).collectAsList().stream()
                .map(r -> r.getString(0))
                .sorted()
                .toList();
    }

    private static HeldRows held(Dataset<Row> rows) {
        return HeldRows.of(rows).orElseThrow();
    }

    /** Few keys, versions and contents, so that all of them meet; some of them null. */
    private static List<Row> records(Random random, int deliveries, int each, boolean ordered) {
        List<Row> rows = new ArrayList<>();
        for (int delivery = 0; delivery <= deliveries; delivery++) {
            for (int record = 1; record <= each; record++) {
                String ticket = "T" + random.nextInt(6);
                Long part = random.nextInt(4) == 0 ? null : (long) random.nextInt(2);
                Long changes = random.nextInt(5) == 0 ? null : (long) random.nextInt(3);
                @Nullable
                Instant updated =
                        random.nextInt(5) == 0 ? null : Instant.ofEpochSecond(1_460_000_000L + random.nextInt(3));
                List<@Nullable Object> cells = new ArrayList<>();
                cells.addAll(Arrays.asList(ticket, part, changes, updated));
                cells.add(ticket + "|" + part + "|" + changes + "|" + updated);
                cells.add("d" + delivery);
                cells.add((long) record);
                if (ordered) {
                    cells.add((long) delivery);
                }
                rows.add(RowFactory.create(cells.toArray()));
            }
        }
        return rows;
    }

    private static DatasetContract contract(List<String> key, List<String> version) {
        List<ContractColumn> columns = List.of(
                column("ticket", "string"),
                column("part", "long"),
                column("changes", "long"),
                column("updated_at", "timestamp"));
        return new DatasetContract(
                "src/ticket",
                "A ticket.",
                "owner",
                Format.CSV,
                DatasetContract.Kind.UPSERT,
                key,
                version,
                "updated_at",
                null,
                List.of(),
                List.of(),
                0.01,
                null,
                columns);
    }

    private static ContractColumn column(String name, String type) {
        return new ContractColumn(name, type, false, false, false, false, null, null, List.of(), "A column.");
    }
}
