package io.tallyhouse.lake.table;

import io.tallyhouse.catalogue.model.TableColumn;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Settings that a table is born with. */
final class TableProperties {
    private TableProperties() {}

    /** Personal columns get no statistics: those would survive in the log after the rows are gone. */
    static Map<String, String> atCreation(LakeTable table) {
        Map<String, String> properties = new LinkedHashMap<>();
        String counted = table.columns().stream()
                .filter(c -> !c.personal() && !c.type().equals("boolean"))
                .map(TableColumn::name)
                .filter(c -> !table.partition().contains(c))
                .map(StagedRows::quoted)
                .collect(Collectors.joining(","));
        if (counted.isEmpty()) {
            properties.put("delta.dataSkippingNumIndexedCols", "0");
        } else {
            properties.put("delta.dataSkippingStatsColumns", counted);
        }
        return properties;
    }
}
