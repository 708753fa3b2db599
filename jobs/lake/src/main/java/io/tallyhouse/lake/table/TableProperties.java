package io.tallyhouse.lake.table;

import io.tallyhouse.catalogue.model.TableColumn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Settings that a table is born with. */
final class TableProperties {
    private static final String STATISTICS = "delta.dataSkippingStatsColumns";
    private static final String NONE = "delta.dataSkippingNumIndexedCols";

    private TableProperties() {}

    /** Personal columns get no statistics: those would survive in the log after the rows are gone. */
    static Map<String, String> atCreation(LakeTable table) {
        return with(counted(table));
    }

    /**
     * Delta refuses to write a table without a column of which statistics are to be collected: before its columns change, those that
     * go or become personal are taken out of the list.
     *
     * @param stored columns of the table as it is
     * @param present its properties
     * @return the properties that it needs before; empty when it has them
     */
    static Optional<Map<String, String>> beforeColumnsChange(
            LakeTable table, List<String> stored, Map<String, String> present) {
        List<String> counted = counted(table).stream().filter(stored::contains).toList();
        Map<String, String> properties = new LinkedHashMap<>(present);
        properties.remove(NONE);
        properties.remove(STATISTICS);
        properties.putAll(with(counted));
        return properties.equals(present) ? Optional.empty() : Optional.of(properties);
    }

    private static List<String> counted(LakeTable table) {
        return table.columns().stream()
                .filter(c -> !c.personal() && !c.type().equals("boolean"))
                .map(TableColumn::name)
                .filter(c -> !table.partition().contains(c))
                .toList();
    }

    private static Map<String, String> with(List<String> counted) {
        return counted.isEmpty()
                ? Map.of(NONE, "0")
                : Map.of(STATISTICS, counted.stream().map(StagedRows::quoted).collect(Collectors.joining(",")));
    }
}
