package io.tallyhouse.lake.query;

import io.tallyhouse.catalogue.model.ModelFolder;
import io.tallyhouse.catalogue.model.TableModel;
import io.tallyhouse.catalogue.model.TableModel.Trigger;
import io.tallyhouse.lake.table.LakeTable;
import io.tallyhouse.lake.table.StagedRows;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.Tuple2;
import scala.collection.Seq;

/**
 * Evaluates the query of one model on given rows; writes nothing. One evaluator per session: inputs become views of that session.
 *
 * <p>Call {@link QueryFence#check} before: evaluation itself does not look at what a query reads.
 */
public final class ModelEvaluator {
    private static final StructType RUN = new StructType().add("as_of", DataTypes.TimestampType);

    private final SparkSession session;
    private final ModelFolder model;

    /**
     * For one model.
     *
     * @param session a session of its own, from {@code LakeSession.newSession()}
     */
    public ModelEvaluator(SparkSession session, ModelFolder model) {
        this.session = session;
        this.model = model;
    }

    /**
     * Makes rows readable under the name of an input or a reference.
     *
     * @param rows of any session of this process
     */
    public ModelEvaluator view(String name, Dataset<Row> rows) {
        Dataset.ofRows(session, rows.queryExecution().analyzed()).createOrReplaceTempView(name);
        return this;
    }

    /** Makes the time of the run readable as {@code run.as_of}, if the model is triggered by it. */
    public ModelEvaluator asOf(Instant asOf) {
        if (model.model().triggers().contains(Trigger.AS_OF)) {
            view(QueryFence.RUN, session.createDataFrame(List.of(RowFactory.create(asOf)), RUN));
        }
        return this;
    }

    /**
     * Runs the query; lazy.
     *
     * @return the query's rows as they come
     * @throws InvalidQueryException when Spark cannot analyse it
     */
    public Dataset<Row> rows() {
        return analysed(parsed());
    }

    /**
     * Runs the query and brings the rows into the declared shape; lazy.
     *
     * @return the rows as they would be written: declared columns, order and types, without the row hash
     * @throws InvalidQueryException when Spark cannot analyse it
     */
    public Dataset<Row> declaredRows(LakeTable table) {
        return StagedRows.shape(table, rows());
    }

    /** Each common table expression of the query by name, in order, as its later parts see it; lazy. Empty when there is none. */
    public Map<String, Dataset<Row>> cteRows() {
        Map<String, Dataset<Row>> ctes = new LinkedHashMap<>();
        if (parsed() instanceof UnresolvedWith with) {
            Seq<Tuple2<String, SubqueryAlias>> relations = with.cteRelations();
            for (int i = 0; i < relations.length(); i++) {
                String name = relations.apply(i)._1();
                LogicalPlan all = CatalystSqlParser$.MODULE$.parsePlan("SELECT * FROM `" + name + "`");
                Seq<Tuple2<String, SubqueryAlias>> upTo = (Seq<Tuple2<String, SubqueryAlias>>) relations.take(i + 1);
                ctes.put(name, analysed(new UnresolvedWith(all, upTo)));
            }
        }
        return ctes;
    }

    private LogicalPlan parsed() {
        TableModel declared = model.model();
        if (!declared.isSql()) {
            throw new IllegalArgumentException(declared.name() + " has no query: its engine is " + declared.engine());
        }
        return CatalystSqlParser$.MODULE$.parsePlan(model.sql());
    }

    private Dataset<Row> analysed(LogicalPlan plan) {
        try {
            return Dataset.ofRows(session, plan);
        } catch (Exception e) {
            if (e instanceof org.apache.spark.sql.AnalysisException analysis) {
                int line = (Integer) analysis.line().getOrElse(() -> 1);
                throw new InvalidQueryException(
                        model.folder().resolve("query.sql") + ":" + line + ": " + analysis.getMessage(), analysis);
            }
            throw e;
        }
    }
}
