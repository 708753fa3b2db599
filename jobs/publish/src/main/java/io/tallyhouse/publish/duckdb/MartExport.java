package io.tallyhouse.publish.duckdb;

import io.tallyhouse.publish.MartTable;
import io.tallyhouse.publish.Publication;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The rows that marts.duckdb gets from a publication, as one Parquet file for another sink. Instants are in UTC, zone-less. */
public final class MartExport {
    private MartExport() {}

    /** Writes the file and returns its number of rows. */
    public static long parquet(MartTable mart, Publication publication, Path file) throws SQLException {
        try (Connection connection = DuckDb.memory(file.resolveSibling("spill"))) {
            DuckDb.run(
                    connection,
                    "COPY (" + ParquetRows.select(connection, mart, publication) + ") TO "
                            + DuckDb.text(file.toAbsolutePath().toString()) + " (FORMAT parquet)");
            return count(
                    connection,
                    "SELECT count(*) FROM " + DuckDb.text(file.toAbsolutePath().toString()));
        }
    }

    /** Number of rows of a Parquet file whose column holds anything but the value. */
    public static long countOther(Path file, String column, String value) throws SQLException {
        try (Connection connection = DuckDb.memory(file.resolveSibling("spill"))) {
            return count(
                    connection,
                    "SELECT count(*) FROM " + DuckDb.text(file.toAbsolutePath().toString()) + " WHERE "
                            + DuckDb.name(column) + " IS DISTINCT FROM " + DuckDb.text(value));
        }
    }

    private static long count(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
