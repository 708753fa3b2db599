package io.tallyhouse.publish.duckdb;

import io.tallyhouse.publish.MartTable;
import io.tallyhouse.publish.PublishException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** SQL over the Parquet files of tables, each a view under its own name; nothing is written but what DuckDB spills. */
public final class ParquetViews implements AutoCloseable {
    private final Connection connection;

    private ParquetViews(Connection connection) {
        this.connection = connection;
    }

    /** @param spill folder for what does not fit into memory; made when needed */
    public static ParquetViews open(Path spill) {
        try {
            return new ParquetViews(DuckDb.memory(spill));
        } catch (SQLException e) {
            throw new PublishException("Cannot open DuckDB in memory: " + PublishException.reason(e), e);
        }
    }

    /** The table's declared columns with their declared types; instants as timestamps in UTC. */
    public ParquetViews add(MartTable table) {
        return view(table.model().name(), () -> ParquetRows.select(connection, table));
    }

    /** The files as they are. */
    public ParquetViews add(String name, List<Path> files) {
        return view(name, () -> "SELECT * FROM " + ParquetRows.read(files, false));
    }

    private interface Select {
        String sql() throws SQLException;
    }

    private ParquetViews view(String name, Select select) {
        try {
            DuckDb.run(connection, "CREATE OR REPLACE VIEW " + DuckDb.name(name) + " AS " + select.sql());
            return this;
        } catch (SQLException e) {
            throw unreadable(name, e);
        }
    }

    /**
     * Runs a query and hands its rows on as they come.
     *
     * @param what names the query in messages
     * @return number of rows
     */
    public long run(String what, String sql, RowSink sink) {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            return Query.stream(rows, sink);
        } catch (SQLException e) {
            throw unreadable(what, e);
        } catch (IOException e) {
            throw new PublishException("Cannot read " + what + ": " + PublishException.reason(e), e);
        }
    }

    private static PublishException unreadable(String what, SQLException e) {
        return new PublishException("Cannot read " + what + ": " + PublishException.reason(e), e);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new PublishException("Cannot close DuckDB: " + PublishException.reason(e), e);
        }
    }
}
