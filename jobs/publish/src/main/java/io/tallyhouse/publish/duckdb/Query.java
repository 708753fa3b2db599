package io.tallyhouse.publish.duckdb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallyhouse.publish.PublishException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ad hoc SQL on the published marts, locked: read only, no files, no network, no extensions, settings fixed, memory and time
 * limited. DuckDB's own parser decides what a query is: one statement that selects (also {@code SHOW TABLES}, {@code DESCRIBE},
 * {@code SUMMARIZE}); everything else is refused before it runs.
 */
public final class Query {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path marts;
    private final QueryLimits limits;

    /** @param marts the published file */
    public Query(Path marts, QueryLimits limits) {
        this.marts = marts.toAbsolutePath().normalize();
        this.limits = limits;
    }

    /**
     * Runs a query and hands its rows on as they come.
     *
     * @return number of rows
     * @throws PublishException when the file is absent
     * @throws QueryException when the query is refused or wrong, or a limit is reached
     */
    public long run(String sql, RowSink sink) throws IOException {
        try (Connection connection = open()) {
            requireOneSelect(connection, sql);
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setQueryTimeout((int) limits.timeout().toSeconds());
                try (ResultSet rows = statement.executeQuery()) {
                    return stream(rows, sink);
                }
            }
        } catch (SQLException e) {
            throw QueryException.failed(e, limits);
        }
    }

    private Connection open() throws SQLException {
        if (!Files.exists(marts)) {
            throw new PublishException("Cannot find the marts at " + marts
                    + ": nothing was published yet. Run a night first: tallyhouse nightly");
        }
        return DuckDb.locked(marts, limits);
    }

    private static void requireOneSelect(Connection connection, String sql) throws SQLException, IOException {
        JsonNode parsed;
        try (PreparedStatement parse = connection.prepareStatement("SELECT json_serialize_sql(?::VARCHAR)")) {
            parse.setString(1, sql);
            try (ResultSet row = parse.executeQuery()) {
                row.next();
                parsed = JSON.readTree(row.getString(1));
            }
        }
        if (parsed.path("error").asBoolean()) {
            if (parsed.path("error_type").asText().equals("not implemented")) {
                throw QueryException.notASelect();
            }
            throw QueryException.syntax(parsed.path("error_message").asText());
        }
        if (parsed.path("statements").size() != 1) {
            throw QueryException.statements(parsed.path("statements").size());
        }
    }

    static long stream(ResultSet rows, RowSink sink) throws SQLException, IOException {
        List<RowSink.Column> columns = columns(rows.getMetaData());
        sink.columns(columns);
        long count = 0;
        while (rows.next()) {
            List<@Nullable Object> values = new ArrayList<>(columns.size());
            for (int i = 1; i <= columns.size(); i++) {
                values.add(Values.of(rows.getObject(i)));
            }
            sink.row(values);
            count++;
        }
        return count;
    }

    /** A name that stands twice gets a number, so that an object can hold both. */
    private static List<RowSink.Column> columns(ResultSetMetaData meta) throws SQLException {
        List<RowSink.Column> columns = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            String label = meta.getColumnLabel(i);
            String name = label;
            for (int k = 2; names.contains(name); k++) {
                name = label + "_" + k;
            }
            names.add(name);
            columns.add(new RowSink.Column(name, meta.getColumnTypeName(i)));
        }
        return columns;
    }
}
