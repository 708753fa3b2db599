package io.tallyhouse.lake.run;

import io.tallyhouse.catalogue.model.ModelFolder;
import io.tallyhouse.catalogue.model.TableModel.Trigger;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
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
    private final Dataset<Row> kept;
    private final Map<String, LongSupplier> counts = new LinkedHashMap<>();

    /**
     * For one computation.
     *
     * @param session a session of its own in which inputs and references are views by name
     * @param affectedKeys null when the whole table is computed
     * @param kept the table as it is, without rows where it is not there yet
     */
    public EngineContext(
            SparkSession session,
            ModelFolder model,
            Instant asOf,
            @Nullable Dataset<Row> affectedKeys,
            Dataset<Row> kept) {
        this.session = session;
        this.model = model;
        this.asOf = asOf;
        this.affectedKeys = affectedKeys;
        this.kept = kept;
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

    /**
     * The table's own rows, for an engine whose key names all that a row is made of: a row that is there need not be made again. What
     * such a table holds must not depend on what it held: the same inputs give the same rows, whichever of them were kept.
     */
    public Dataset<Row> kept() {
        return kept;
    }

    /**
     * Something to tell of the computation, such as how many rows were made and not kept.
     *
     * @param what in the plural, such as {@code variants evaluated}
     * @param count asked when the table is written
     */
    public void tell(String what, LongSupplier count) {
        counts.put(what, count);
    }

    /** What was told, counted now. */
    public Map<String, Long> told() {
        Map<String, Long> told = new LinkedHashMap<>();
        counts.forEach((what, count) -> told.put(what, count.getAsLong()));
        return told;
    }

    private void require(boolean declared, String key) {
        if (!declared) {
            throw new IllegalArgumentException("Undeclared use in engine of " + model.name() + ": add " + key + " to "
                    + model.folder().resolve("model.yaml"));
        }
    }
}
