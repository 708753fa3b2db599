package io.tallyhouse.catalogue.model;

import java.nio.file.Path;

/**
 * A table's folder under {@code sql/}.
 *
 * @param layer silver, gold or marts
 * @param model its {@code model.yaml}
 * @param sql its {@code query.sql}; empty for a Java engine
 * @param folder where it lies
 * @param places where the parts of its {@code model.yaml} stand
 */
public record ModelFolder(Layer layer, TableModel model, String sql, Path folder, ModelPlaces places) {
    public String name() {
        return model.name();
    }
}
