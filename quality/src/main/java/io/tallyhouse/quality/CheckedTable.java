package io.tallyhouse.quality;

import io.tallyhouse.catalogue.model.ModelFolder;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A table to be judged.
 *
 * @param model what it should be
 * @param version what changes whenever its rows change, such as its table id and version
 * @param rows opens it at that version; asked only when verdicts are needed
 */
public record CheckedTable(ModelFolder model, String version, Supplier<Dataset<Row>> rows) {
    public String name() {
        return model.name();
    }
}
