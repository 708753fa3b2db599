package io.tallyhouse.lake.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import io.tallyhouse.catalogue.model.ModelFolder;
import io.tallyhouse.catalogue.model.TableModel;
import io.tallyhouse.lake.table.StagedRows;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import scala.collection.JavaConverters;

/**
 * How rows of one input give the model's key.
 *
 * @param names the model's key columns
 * @param expressions one for each, with the declared type of the key column
 * @param columns input columns that the expressions read
 */
record KeyMap(List<String> names, List<Column> expressions, Set<String> columns) {
    private static final String PREFIX = "_key_";

    static KeyMap of(ModelFolder folder, String input) {
        TableModel model = folder.model();
        List<String> texts = Planner.keyOf(model, input);
        List<Column> expressions = new ArrayList<>();
        Set<String> columns = new HashSet<>();
        for (int i = 0; i < texts.size(); i++) {
            Column expression = expr(texts.get(i));
            collect(expression.expr(), columns);
            expressions.add(StagedRows.cast(
                    expression, StagedRows.type(model.column(model.key().get(i)))));
        }
        return new KeyMap(model.key(), expressions, columns);
    }

    private static void collect(Expression expression, Set<String> columns) {
        if (expression instanceof UnresolvedAttribute attribute) {
            columns.add(attribute.nameParts().last());
        }
        JavaConverters.seqAsJavaList(expression.children()).forEach(c -> collect(c, columns));
    }

    /** The expressions under the names of the model's key. */
    Column[] select() {
        Column[] columns = new Column[names.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = expressions.get(i).as(names.get(i));
        }
        return columns;
    }

    /** The rows whose key is among the given ones. */
    Dataset<Row> semi(Dataset<Row> rows, Dataset<Row> keys) {
        Dataset<Row> left = rows;
        Column[] renamed = new Column[names.size()];
        Column on = null;
        for (int i = 0; i < names.size(); i++) {
            left = left.withColumn(PREFIX + i, expressions.get(i));
            renamed[i] = col("`" + names.get(i) + "`").as(PREFIX + "r" + i);
            Column equal = col(PREFIX + i).equalTo(col(PREFIX + "r" + i));
            on = on == null ? equal : on.and(equal);
        }
        Dataset<Row> joined = left.join(keys.select(renamed), on, "left_semi");
        for (int i = 0; i < names.size(); i++) {
            joined = joined.drop(PREFIX + i);
        }
        return joined;
    }
}
