package io.tallyhouse.lake.table;

import io.tallyhouse.catalogue.contract.DatasetContract;
import io.tallyhouse.catalogue.model.ModelFolder;
import io.tallyhouse.catalogue.model.TableColumn;
import io.tallyhouse.catalogue.model.TableModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A table of the warehouse as its description declares it. Plain Java.
 *
 * @param name its one-part name in queries
 * @param path its folder, absolute
 * @param columns declared columns in order, without {@link #ROW_HASH}
 * @param grain columns of which each combination stands once; empty for append-only tables
 * @param partition partition columns
 * @param outsideHash columns whose difference alone is no reason to write a row
 * @param kind how it is written
 */
public record LakeTable(
        String name,
        Path path,
        List<TableColumn> columns,
        List<String> grain,
        List<String> partition,
        Set<String> outsideHash,
        Kind kind) {
    /** Technical column of derived tables: hash of the row's values, by which rows are compared. */
    public static final String ROW_HASH = "_row_hash";
    /** Technical column of bronze: hash of the record's content. */
    public static final String RECORD_HASH = "_record_hash";
    /** Technical column of bronze: the delivery that the record came with. */
    public static final String DELIVERY_ID = "_delivery_id";
    /** Technical column of bronze: place of the record in its delivery, from 1. */
    public static final String RECORD_NO = "_record_no";

    /** How a table is written. */
    public enum Kind {
        /** records are added, nothing is compared */
        APPEND,
        /** only rows that differ are merged */
        MERGE,
        /** rewritten whole when a row differs */
        REWRITE
    }

    public LakeTable {
        path = path.toAbsolutePath().normalize();
        columns = List.copyOf(columns);
        grain = List.copyOf(grain);
        partition = List.copyOf(partition);
        outsideHash = Set.copyOf(outsideHash);
    }

    /** The bronze table of a dataset: the contract's columns and the three technical ones. */
    public static LakeTable bronze(Path warehouse, DatasetContract contract) {
        List<TableColumn> columns = new ArrayList<>();
        contract.columns()
                .forEach(c -> columns.add(new TableColumn(
                        c.name(), c.kind().sqlType(), false, c.personal(), null, null, List.of(), c.sentence())));
        columns.add(technical(RECORD_HASH, "string", "Hash of the record's content."));
        columns.add(technical(DELIVERY_ID, "string", "Delivery that the record came with."));
        columns.add(technical(RECORD_NO, "bigint", "Place of the record in its delivery, from 1."));
        Path path = warehouse.resolve("bronze").resolve(contract.table());
        return new LakeTable(contract.table(), path, columns, List.of(), List.of(), Set.of(), Kind.APPEND);
    }

    /** The table of a model. */
    public static LakeTable of(Path warehouse, ModelFolder model) {
        TableModel m = model.model();
        Kind kind = m.refresh() == TableModel.Refresh.BY_KEY ? Kind.MERGE : Kind.REWRITE;
        Path path = warehouse.resolve(model.layer().folder()).resolve(m.name());
        return new LakeTable(m.name(), path, m.columns(), m.grain(), m.partition(), Set.of(), kind);
    }

    /** The same table with columns left out of the row hash. */
    public LakeTable outsideHash(Set<String> names) {
        return new LakeTable(name, path, columns, grain, partition, names, kind);
    }

    public List<String> columnNames() {
        return columns.stream().map(TableColumn::name).toList();
    }

    private static TableColumn technical(String name, String type, String sentence) {
        return new TableColumn(name, type, true, false, null, null, List.of(), sentence);
    }
}
