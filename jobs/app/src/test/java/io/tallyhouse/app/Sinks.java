package io.tallyhouse.app;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/** What a reader with nothing but JDBC sees in marts.duckdb and in Snowflake. */
record Sinks(Path marts, String snowflakeUrl) {
    Connection duck() throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("duckdb.read_only", "true");
        return DriverManager.getConnection("jdbc:duckdb:" + marts, settings);
    }

    Connection snowflake() throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("user", "reader");
        settings.setProperty("password", "snow");
        settings.setProperty("db", "TALLYHOUSE");
        settings.setProperty("schema", "MARTS");
        settings.setProperty("disablePlatformDetection", "true");
        return DriverManager.getConnection(snowflakeUrl, settings);
    }

    /** Tables of marts.duckdb but the one that both sinks keep of their own. */
    List<String> tables() throws SQLException {
        try (Connection duck = duck()) {
            return texts(duck, "SELECT table_name FROM duckdb_tables() WHERE table_name <> 'publication' ORDER BY 1");
        }
    }

    /** Every row with every column, sorted, each value in the form of its type in marts.duckdb, whatever a driver makes of it. */
    List<String> rows(Connection connection, String table, String condition) throws SQLException {
        Map<String, String> types = types(table);
        String sql = "SELECT " + String.join(", ", types.keySet()) + " FROM " + table + " WHERE " + condition;
        List<String> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                StringBuilder row = new StringBuilder();
                int column = 1;
                for (Map.Entry<String, String> type : types.entrySet()) {
                    row.append(type.getKey())
                            .append('=')
                            .append(value(result, column++, type.getValue()))
                            .append(' ');
                }
                rows.add(row.toString());
            }
        }
        rows.sort(null);
        return rows;
    }

    private Map<String, String> types(String table) throws SQLException {
        Map<String, String> types = new LinkedHashMap<>();
        try (Connection duck = duck()) {
            for (String column : texts(
                    duck,
                    "SELECT column_name || ' ' || data_type FROM duckdb_columns() WHERE table_name = '" + table
                            + "' ORDER BY column_index")) {
                types.put(column.split(" ", 2)[0], column.split(" ", 2)[1]);
            }
        }
        return types;
    }

    private static Object value(ResultSet result, int column, String type) throws SQLException {
        if (result.getString(column) == null) {
            return "∅";
        }
        return switch (type.replaceAll("\\(.*", "")) {
            case "VARCHAR", "DATE" -> result.getString(column);
            case "INTEGER", "BIGINT" -> result.getLong(column);
            case "DOUBLE" -> result.getDouble(column);
            case "BOOLEAN" -> result.getBoolean(column);
            case "DECIMAL" -> result.getBigDecimal(column).stripTrailingZeros().toPlainString();
            case "TIMESTAMP" -> result.getTimestamp(column).toInstant();
            default -> throw new AssertionError(String.format(Locale.ROOT, "%s in column %d", type, column));
        };
    }

    /** The first column of all rows. */
    static List<String> texts(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet result = statement.executeQuery()) {
            List<String> texts = new ArrayList<>();
            while (result.next()) {
                texts.add(result.getString(1));
            }
            return texts;
        }
    }
}
