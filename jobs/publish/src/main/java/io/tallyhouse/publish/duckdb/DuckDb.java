package io.tallyhouse.publish.duckdb;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/** Connections to DuckDB and statements on them. */
final class DuckDb {
    private DuckDb() {}

    /** By the driver itself: asking the driver manager would load the drivers of all sinks first. */
    private static Connection connect(String url, Properties settings) throws SQLException {
        return new DuckDBDriver().connect(url, settings);
    }

    /**
     * A writable database.
     *
     * @param file the database; spilled data goes beside it, never into a folder shared with others
     */
    static Connection write(Path file) throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("memory_limit", "1GB");
        settings.setProperty("temp_directory", file + ".spill");
        Connection connection = connect("jdbc:duckdb:" + file, settings);
        run(connection, "SET TimeZone = 'UTC'");
        return connection;
    }

    /** A published file for reading: no writes, no files, no network, no extensions, settings fixed. */
    static Connection locked(Path file, QueryLimits limits) throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("duckdb.read_only", "true");
        settings.setProperty("enable_external_access", "false");
        settings.setProperty("lock_configuration", "true");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("threads", Integer.toString(limits.threads()));
        settings.setProperty("memory_limit", limits.memory());
        settings.setProperty("jdbc_stream_results", "true");
        return connect("jdbc:duckdb:" + file, settings);
    }

    /** A database in memory, for reading Parquet. */
    static Connection memory(Path spill) throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("memory_limit", "1GB");
        settings.setProperty("temp_directory", spill.toString());
        Connection connection = connect("jdbc:duckdb:", settings);
        run(connection, "SET TimeZone = 'UTC'");
        return connection;
    }

    /** Runs one statement. Prepared, because the driver's plain statements swallow the text of binder errors. */
    static void run(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    static String name(String identifier) {
        return "\"" + identifier.replace("\"", "\"\"") + "\"";
    }

    static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }
}
