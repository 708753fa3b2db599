package io.tallyhouse.catalogue.model;

import io.tallyhouse.catalogue.yaml.Place;
import io.tallyhouse.catalogue.yaml.YamlNode;
import io.tallyhouse.catalogue.yaml.YamlNode.Entry;
import io.tallyhouse.catalogue.yaml.YamlNode.Mapping;
import io.tallyhouse.catalogue.yaml.YamlNode.Scalar;
import io.tallyhouse.catalogue.yaml.YamlNode.Sequence;
import java.util.HashMap;
import java.util.Map;

/**
 * Where the parts of a {@code model.yaml} stand, for messages. Kept beside the model, because a line that moved changes no table.
 *
 * @param whole beginning of the file
 * @param grain the key {@code grain}
 * @param columns each column by its name
 */
public record ModelPlaces(Place whole, Place grain, Map<String, Place> columns) {
    public ModelPlaces {
        columns = Map.copyOf(columns);
    }

    /** @param root of a file that binds to a {@link TableModel} */
    public static ModelPlaces of(YamlNode root) {
        Map<String, Place> columns = new HashMap<>();
        Place grain = root.place();
        if (root instanceof Mapping model) {
            Entry key = model.entries().get("grain");
            grain = key == null ? grain : key.keyPlace();
            Entry list = model.entries().get("columns");
            if (list != null && list.value() instanceof Sequence items) {
                items.items().forEach(item -> addColumn(item, columns));
            }
        }
        return new ModelPlaces(root.place(), grain, columns);
    }

    private static void addColumn(YamlNode item, Map<String, Place> columns) {
        if (item instanceof Mapping column) {
            Entry name = column.entries().get("name");
            if (name != null && name.value() instanceof Scalar text) {
                columns.put(text.text(), column.place());
            }
        }
    }

    /** Where a column stands; the beginning of the file for one that it does not have. */
    public Place column(String name) {
        return columns.getOrDefault(name, whole);
    }
}
