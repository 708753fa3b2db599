package io.tallyhouse.lake.run;

import io.tallyhouse.catalogue.model.ModelFolder;
import io.tallyhouse.lake.LakeSession;
import io.tallyhouse.lake.log.DeltaLogs;
import io.tallyhouse.lake.query.ModelEvaluator;
import io.tallyhouse.lake.run.Decision.ByKey;
import io.tallyhouse.lake.run.Decision.Full;
import io.tallyhouse.lake.run.ModelResult.Outcome;
import io.tallyhouse.lake.table.LakeTable;
import io.tallyhouse.lake.table.LakeTables;
import io.tallyhouse.lake.table.Scope;
import io.tallyhouse.lake.table.TableReader;
import io.tallyhouse.lake.table.TableWriter;
import io.tallyhouse.lake.table.WriteResult;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Computes one model in a Spark session of its own and hands the rows to the one door. */
final class ModelComputation {
    private static final String JAVA = "java:";

    private final LakeTables tables;
    private final RunContext context;
    private final ModelFolder model;
    private final SparkSession session;
    private @Nullable EngineContext engineContext;

    ModelComputation(LakeSession lake, RunContext context, ModelFolder model) {
        this.tables = context.tables();
        this.context = context;
        this.model = model;
        this.session = lake.newSession();
    }

    ModelResult run(Decision decision, Note note) {
        SparkSession.setActiveSession(session);
        long start = System.nanoTime();
        if (decision instanceof ByKey byKey) {
            AffectedKeys keys;
            try {
                keys = AffectedKeys.of(session, model, tables, byKey);
            } catch (Exception e) {
                Full full = new Full("cannot read the changes, " + byKey.reason() + ": " + firstLine(e));
                return result(full, whole(note), start);
            }
            try {
                return result(byKey, byKey(keys, note), start);
            } finally {
                keys.rows().unpersist();
            }
        }
        return result(decision, whole(note), start);
    }

    private WriteResult byKey(AffectedKeys keys, Note note) {
        LakeTable table = tables.table(model.name());
        Dataset<Row> rows = keys.count() == 0 ? emptyRows(table) : compute(keys);
        return written(note, TableWriter.write(table, rows, new Scope.Keys(keys.rows(), keys.count()), note.json()));
    }

    private Dataset<Row> emptyRows(LakeTable table) {
        return TableReader.read(session, table).limit(0);
    }

    private WriteResult whole(Note note) {
        return written(note, TableWriter.write(tables.table(model.name()), compute(null), Scope.whole(), note.json()));
    }

    /** A computation that wrote nothing leaves a receipt, else it would be repeated every night. */
    private WriteResult written(Note note, WriteResult result) {
        if (!result.wrote()) {
            new Receipts(tables.warehouse())
                    .write(note, DeltaLogs.state(tables.table(model.name()).path()));
        }
        return result;
    }

    private Dataset<Row> compute(@Nullable AffectedKeys keys) {
        ModelEvaluator evaluator = new ModelEvaluator(session, model).asOf(context.asOf());
        for (String input : model.model().inputs().keySet()) {
            evaluator.view(input, InputRows.of(session, tables, model, input, keys));
        }
        for (String name : model.model().references()) {
            evaluator.view(name, context.reference(name).rows(session));
        }
        if (model.model().isSql()) {
            return evaluator.rows();
        }
        TableEngine engine = context.engine(model.model().engine().substring(JAVA.length()));
        engineContext = new EngineContext(
                session,
                model,
                context.asOf(),
                keys == null ? null : keys.rows(),
                TableReader.read(session, tables.table(model.name())));
        return engine.compute(engineContext);
    }

    private ModelResult result(Decision decision, WriteResult write, long start) {
        Outcome outcome = write.wrote() ? Outcome.WRITTEN : Outcome.UNCHANGED;
        Map<String, Long> told = engineContext == null ? Map.of() : engineContext.told();
        return new ModelResult(model.name(), decision, outcome, write, null, (System.nanoTime() - start) / 1e9, told);
    }

    private static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage())
                .lines()
                .findFirst()
                .orElse(failure.getClass().getSimpleName());
    }
}
