package io.tallyhouse.lake.tabletest;

import io.tallyhouse.catalogue.model.ModelFolder;
import io.tallyhouse.lake.query.ModelEvaluator;
import io.tallyhouse.lake.run.EngineContext;
import io.tallyhouse.lake.table.BronzeWinners;
import io.tallyhouse.lake.table.LakeTable;
import io.tallyhouse.lake.table.StagedRows;
import io.tallyhouse.lake.tabletest.TableCase.Given;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** One case in a Spark session of its own. */
final class CaseRun {
    private static final String JAVA = "java:";

    private final TableTests tests;
    private final TableCase tableCase;
    private final ModelFolder model;
    private final SparkSession session;
    private final ModelEvaluator evaluator;

    CaseRun(TableTests tests, TableCase tableCase) {
        this.tests = tests;
        this.tableCase = tableCase;
        this.model = tableCase.model();
        this.session = tests.lake().newSession();
        // A handful of rows: one part, and no thread for a broadcast.
        session.conf().set("spark.sql.shuffle.partitions", 1);
        session.conf().set("spark.sql.autoBroadcastJoinThreshold", -1);
        this.evaluator = new ModelEvaluator(session, model);
    }

    Optional<String> failure() {
        SparkSession.setActiveSession(session);
        Stream.concat(model.model().inputs().keySet().stream(), model.model().references().stream())
                .forEach(table -> evaluator.view(table, given(table)));
        if (tableCase.asOf() != null) {
            evaluator.asOf(tableCase.asOf());
        }
        LakeTable table = tests.tables().table(model.name());
        List<Row> actual = StagedRows.shape(table, rows(table)).collectAsList();
        List<Mismatch> mismatches = new RowComparison(tableCase).compare(actual);
        return mismatches.isEmpty() ? Optional.empty() : Optional.of(FailureText.of(tableCase, mismatches, parts()));
    }

    private Dataset<Row> rows(LakeTable table) {
        if (model.model().isSql()) {
            return evaluator.rows();
        }
        // An engine that asks for as_of without the trigger is refused by its context.
        Instant asOf = Objects.requireNonNullElse(tableCase.asOf(), Instant.EPOCH);
        return tests.engine(model.model().engine().substring(JAVA.length()))
                .compute(new EngineContext(
                        session, model, asOf, null, session.createDataFrame(List.of(), StagedRows.schema(table))));
    }

    private Map<String, Dataset<Row>> parts() {
        return model.model().isSql() ? evaluator.cteRows() : Map.of();
    }

    private Dataset<Row> given(String table) {
        Given given = tableCase.given(table);
        if (given.shipped()) {
            return tests.reference(table).rows(session);
        }
        StructType schema = tests.columnsOf(table);
        List<Row> rows = new ArrayList<>();
        for (CaseRow row : given.rows()) {
            Object[] values = new Object[schema.size()];
            for (int i = 0; i < values.length; i++) {
                String column = schema.fieldNames()[i];
                values[i] = row.cells().containsKey(column) ? row.value(column) : technical(column, rows.size() + 1);
            }
            rows.add(RowFactory.create(values));
        }
        Dataset<Row> all = session.createDataFrame(rows, schema);
        // One record wins anyway.
        return rows.size() < 2
                ? all
                : tests.contract(table).map(c -> BronzeWinners.of(c, all)).orElse(all);
    }

    /** Bronze rows that do not name their hash sort, and count as different records, in the order of the case. */
    private static @Nullable Object technical(String column, int number) {
        return switch (column) {
            case LakeTable.RECORD_HASH -> String.format("given-%06d", number);
            case LakeTable.DELIVERY_ID -> "given";
            case LakeTable.RECORD_NO -> (long) number;
            default -> null;
        };
    }
}
