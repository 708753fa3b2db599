package io.tallyhouse.lake.tabletest;

import io.tallyhouse.catalogue.yaml.Place;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row as a case writes it.
 *
 * @param place where it stands
 * @param cells the columns it names; all others are null in given rows and not looked at in expected ones
 */
record CaseRow(Place place, Map<String, Cell> cells) {

    /**
     * One value.
     *
     * @param place where it stands
     * @param value in the Java type of its column
     */
    record Cell(Place place, @Nullable Object value) {}

    @Nullable
    Object value(String column) {
        Cell cell = cells.get(column);
        return cell == null ? null : cell.value();
    }
}
