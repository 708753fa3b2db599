package io.tallyhouse.publish;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Writes the result of a query as a Parquet file, as the lake would hand it over. */
public final class Parquet {
    private Parquet() {}

    public static Path write(Path file, String select) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            try (PreparedStatement zone = connection.prepareStatement("SET TimeZone = 'UTC'")) {
                zone.execute();
            }
            try (PreparedStatement copy =
                    connection.prepareStatement("COPY (" + select + ") TO '" + file + "' (FORMAT parquet)")) {
                copy.execute();
            }
            return file;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
