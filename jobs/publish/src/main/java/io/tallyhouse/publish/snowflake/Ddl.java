package io.tallyhouse.publish.snowflake;

import io.tallyhouse.catalogue.model.TableColumn;
import io.tallyhouse.publish.MartTable;
import io.tallyhouse.publish.Publication;
import io.tallyhouse.publish.PublishException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Snowflake's SQL for marts. Names are upper case, so that readers need no quotes. */
final class Ddl {
    static final String PUBLICATION = "\"PUBLICATION\"";

    private Ddl() {}

    static String name(String identifier) {
        if (!identifier.matches("[a-z][a-z0-9_]*")) {
            throw new PublishException("Cannot publish to Snowflake: \"" + identifier
                    + "\" is not snake case. Rename it in its model.yaml");
        }
        return "\"" + identifier.toUpperCase(Locale.ROOT) + "\"";
    }

    static String text(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    /** Instants are TIMESTAMP_NTZ in UTC. */
    static String type(TableColumn column) {
        return switch (column.type()) {
            case "string" -> "VARCHAR";
            case "int" -> "NUMBER(10,0)";
            case "bigint" -> "NUMBER(19,0)";
            case "timestamp" -> "TIMESTAMP_NTZ";
            case "double", "boolean", "date" -> column.type().toUpperCase(Locale.ROOT);
            default -> column.type().replace("decimal", "NUMBER").replace(" ", "");
        };
    }

    /** Names and types of all columns, publication_id last. */
    static Map<String, String> columns(MartTable mart) {
        Map<String, String> columns = new LinkedHashMap<>();
        mart.model().columns().forEach(c -> columns.put(c.name(), type(c)));
        columns.put(Publication.ID_COLUMN, "VARCHAR");
        return columns;
    }

    static String columnList(MartTable mart) {
        return columns(mart).keySet().stream().map(Ddl::name).collect(Collectors.joining(", "));
    }

    static String createMart(MartTable mart) {
        List<String> parts = new ArrayList<>();
        for (TableColumn column : mart.model().columns()) {
            parts.add(name(column.name()) + " " + type(column) + (column.notNull() ? " NOT NULL" : "") + " COMMENT "
                    + text(column.sentence()));
        }
        parts.add(name(Publication.ID_COLUMN) + " VARCHAR NOT NULL COMMENT 'Publication that brought this row.'");
        parts.add(
                "PRIMARY KEY (" + mart.model().grain().stream().map(Ddl::name).collect(Collectors.joining(", ")) + ")");
        return "CREATE TABLE IF NOT EXISTS " + name(mart.name()) + " (" + String.join(", ", parts) + ") COMMENT = "
                + text(mart.model().sentence());
    }

    /** Where a mart's rows are loaded before the transaction. */
    static String loadTable(MartTable mart) {
        return name(mart.name() + "__load");
    }

    static String createLoadTable(MartTable mart) {
        return "CREATE OR REPLACE TRANSIENT TABLE " + loadTable(mart)
                + columns(mart).entrySet().stream()
                        .map(c -> name(c.getKey()) + " " + c.getValue())
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    static String createPublication() {
        return "CREATE TABLE IF NOT EXISTS " + PUBLICATION
                + " (\"MART_GROUP\" VARCHAR NOT NULL, \"PUBLICATION_ID\" VARCHAR,"
                + " \"RUN_ID\" VARCHAR, \"AS_OF\" TIMESTAMP_NTZ, \"PUBLISHED_AT\" TIMESTAMP_NTZ, \"STATUS\" VARCHAR NOT NULL,"
                + " \"HELD_BACK_SINCE\" TIMESTAMP_NTZ, \"REASON\" VARCHAR, \"REGION\" VARCHAR NOT NULL,"
                + " PRIMARY KEY (\"MART_GROUP\")) COMMENT = 'Which publication each group of marts shows.'";
    }
}
