package io.tallyhouse.catalogue.model;

import java.nio.file.Path;

/**
 * A table's folder under {@code sql/}.
 *
 * @param layer silver, gold or marts
 * @param model its {@code model.yaml}
 * @param sql its {@code query.sql}; empty for a Java engine
 * @param folder where it lies
 */
public record ModelFolder(Layer layer, TableModel model, String sql, Path folder) {
    public String name() {
        return model.name();
    }
}
