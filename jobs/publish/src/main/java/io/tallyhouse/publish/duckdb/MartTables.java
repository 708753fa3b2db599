package io.tallyhouse.publish.duckdb;

import io.tallyhouse.catalogue.model.TableColumn;
import io.tallyhouse.catalogue.model.TableModel;
import io.tallyhouse.publish.MartTable;
import io.tallyhouse.publish.Publication;
import io.tallyhouse.publish.PublishException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** Creates marts in a database, with keys and sentences, and fills them. */
final class MartTables {
    private static final String PRESENT_TABLE = "SELECT sql, comment FROM duckdb_tables() WHERE database_name = '"
            + DuckDbPublisher.PRESENT + "' AND schema_name = 'main' AND table_name = ?";

    private MartTables() {}

    /** @throws PublishException when rows break the key or a not-null column */
    static void fill(Connection connection, MartTable mart, Publication publication, boolean hasPresent)
            throws SQLException {
        TableModel model = mart.model();
        DuckDb.run(connection, create(mart));
        comment(connection, "TABLE " + DuckDb.name(mart.name()), model.sentence());
        for (TableColumn column : model.columns()) {
            commentColumn(connection, mart.name(), column.name(), column.sentence());
        }
        commentColumn(connection, mart.name(), Publication.ID_COLUMN, "Publication that brought this row.");
        try {
            insert(connection, mart.name(), ParquetRows.select(connection, mart, publication));
            if (hasPresent) {
                keepHeldBack(connection, mart, publication.heldBackNames());
            }
        } catch (SQLException e) {
            throw new PublishException(
                    "Cannot publish " + mart.name() + ": " + PublishException.reason(e)
                            + "; the marts stay as they were. See the table's rules: tallyhouse check",
                    e);
        }
    }

    private static void insert(Connection connection, String table, String select) throws SQLException {
        DuckDb.run(connection, "INSERT INTO " + DuckDb.name(table) + " BY NAME " + select);
    }

    /** Of a table with rows of several groups: the rows of held-back groups, as the present file has them. */
    private static void keepHeldBack(Connection connection, MartTable mart, List<String> heldBack) throws SQLException {
        String column = mart.model().groupColumn();
        if (column == null || heldBack.isEmpty() || !exists(connection, mart.name())) {
            return;
        }
        insert(
                connection,
                mart.name(),
                "SELECT * FROM " + present(mart.name()) + " WHERE " + DuckDb.name(column) + " IN "
                        + ParquetRows.texts(heldBack));
    }

    private static String present(String table) {
        return DuckDbPublisher.PRESENT + ".main." + DuckDb.name(table);
    }

    private static boolean exists(Connection connection, String table) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement(PRESENT_TABLE)) {
            find.setString(1, table);
            try (ResultSet row = find.executeQuery()) {
                return row.next();
            }
        }
    }

    private static String create(MartTable mart) {
        TableModel model = mart.model();
        String columns = model.columns().stream()
                .map(c -> DuckDb.name(c.name()) + " " + ParquetRows.type(c) + (c.notNull() ? " NOT NULL" : ""))
                .collect(Collectors.joining(", "));
        String key = model.grain().stream().map(DuckDb::name).collect(Collectors.joining(", "));
        return "CREATE TABLE " + DuckDb.name(mart.name()) + " (" + columns + ", " + Publication.ID_COLUMN
                + " VARCHAR NOT NULL, PRIMARY KEY (" + key + "))";
    }

    /** Copies a table, its keys and its sentences from the present file, if it is there. */
    static void copy(Connection connection, String table) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement(PRESENT_TABLE)) {
            find.setString(1, table);
            try (ResultSet row = find.executeQuery()) {
                if (!row.next()) {
                    return;
                }
                DuckDb.run(connection, row.getString("sql"));
                String sentence = row.getString("comment");
                if (sentence != null) {
                    comment(connection, "TABLE " + DuckDb.name(table), sentence);
                }
            }
        }
        copyColumnComments(connection, table);
        insert(connection, table, "SELECT * FROM " + present(table));
    }

    private static void copyColumnComments(Connection connection, String table) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement(
                "SELECT column_name, comment FROM duckdb_columns()" + " WHERE database_name = '"
                        + DuckDbPublisher.PRESENT + "' AND table_name = ? AND comment IS NOT NULL")) {
            find.setString(1, table);
            try (ResultSet rows = find.executeQuery()) {
                while (rows.next()) {
                    commentColumn(connection, table, rows.getString(1), rows.getString(2));
                }
            }
        }
    }

    static void comment(Connection connection, String what, String sentence) throws SQLException {
        DuckDb.run(connection, "COMMENT ON " + what + " IS " + DuckDb.text(sentence));
    }

    static void commentColumn(Connection connection, String table, String column, String sentence) throws SQLException {
        comment(connection, "COLUMN " + DuckDb.name(table) + "." + DuckDb.name(column), sentence);
    }
}
