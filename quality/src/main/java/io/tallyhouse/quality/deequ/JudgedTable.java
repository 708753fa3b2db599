package io.tallyhouse.quality.deequ;

import io.tallyhouse.catalogue.model.ModelFolder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;

/**
 * A table in a session of its own, in which it is the view {@code primary} (the name that Deequ's statements use) and the view of its own
 * name, so that two tables judged at once never see each other's {@code primary}.
 */
public final class JudgedTable {
    private final ModelFolder model;
    private final SparkSession session;
    private final Dataset<Row> rows;
    private final Function<String, Optional<Dataset<Row>>> others;
    private final Set<String> registered = new HashSet<>();

    /**
     * @param model what the table should be
     * @param rows what it is
     * @param others finds another table by name, for rules that compare tables
     */
    public JudgedTable(ModelFolder model, Dataset<Row> rows, Function<String, Optional<Dataset<Row>>> others) {
        this.model = model;
        this.session = rows.sparkSession().newSession();
        this.rows = inSession(rows);
        this.others = others;
        this.rows.createOrReplaceTempView("primary");
        this.rows.createOrReplaceTempView(model.name());
    }

    private Dataset<Row> inSession(Dataset<Row> frame) {
        return Dataset.ofRows(session, frame.queryExecution().analyzed());
    }

    ModelFolder model() {
        return model;
    }

    String name() {
        return model.name();
    }

    SparkSession session() {
        return session;
    }

    Dataset<Row> rows() {
        return rows;
    }

    /** Makes another table visible under its name; false when nobody gave it. */
    boolean brings(String table) {
        if (!registered.contains(table)) {
            Optional<Dataset<Row>> other = others.apply(table);
            if (other.isEmpty()) {
                return false;
            }
            inSession(other.get()).createOrReplaceTempView(table);
            registered.add(table);
        }
        return true;
    }

    Optional<StructField> field(String column) {
        return Arrays.stream(rows.schema().fields())
                .filter(f -> f.name().equalsIgnoreCase(column))
                .findFirst();
    }

    List<String> columns() {
        return List.of(rows.columns());
    }

    /** Deequ turns every error of a scan into a metric: one that has nothing to do with a rule must not pass for one that has. */
    void requireSession() {
        if (session.sparkContext().isStopped()) {
            throw new IllegalStateException("Cannot judge " + name() + ": the Spark session has stopped");
        }
    }
}
