package io.tallyhouse.lake.run;

import io.tallyhouse.catalogue.model.ModelFolder;
import io.tallyhouse.catalogue.model.TableModel.Trigger;
import java.time.Instant;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** What a Java engine sees: its declared inputs and references, nothing else. */
public final class EngineContext {
    private final SparkSession session;
    private final ModelFolder model;
    private final Instant asOf;
    private final @Nullable Dataset<Row> affectedKeys;

    /**
     * For one computation.
     *
     * @param session a session of its own in which inputs and references are views by name
     * @param affectedKeys null when the whole table is computed
     */
    public EngineContext(SparkSession session, ModelFolder model, Instant asOf, @Nullable Dataset<Row> affectedKeys) {
        this.session = session;
        this.model = model;
        this.asOf = asOf;
        this.affectedKeys = affectedKeys;
    }

    public SparkSession session() {
        return session;
    }

    /**
     * The rows of an input.
     *
     * @throws IllegalArgumentException when model.yaml does not declare it
     */
    public Dataset<Row> input(String name) {
        require(model.model().inputs().containsKey(name), "inputs." + name);
        return session.table(name);
    }

    /**
     * The rows of a reference.
     *
     * @throws IllegalArgumentException when model.yaml does not declare it
     */
    public Dataset<Row> reference(String name) {
        require(model.model().references().contains(name), "references: [" + name + "]");
        return session.table(name);
    }

    /**
     * The time the figures are made for.
     *
     * @throws IllegalArgumentException when the model is not triggered by as_of
     */
    public Instant asOf() {
        require(model.model().triggers().contains(Trigger.AS_OF), "triggers: [tables, as_of]");
        return asOf;
    }

    /** For a recomputation by key: the keys to compute, distinct, under the names of the model's key. */
    public Optional<Dataset<Row>> affectedKeys() {
        return Optional.ofNullable(affectedKeys);
    }

    private void require(boolean declared, String key) {
        if (!declared) {
            throw new IllegalArgumentException("Undeclared use in engine of " + model.name() + ": add " + key + " to "
                    + model.folder().resolve("model.yaml"));
        }
    }
}
