package io.tallyhouse.publish.snowflake;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A connection and statements on it. */
final class Session implements AutoCloseable {
    /** The driver tries again all this time, also where nobody listens. */
    private static final String LOGIN_SECONDS = "20";

    private final Connection connection;

    private Session(Connection connection) {
        this.connection = connection;
    }

    /** @param tag stands beside every statement in Snowflake's query history */
    static Session open(SnowflakeTarget target, String tag) throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("user", target.user());
        settings.setProperty("db", target.database());
        settings.setProperty("schema", target.schema());
        optional(settings, "warehouse", target.warehouse());
        optional(settings, "role", target.role());
        if (target.credentials() instanceof SnowflakeCredentials.Password password) {
            settings.setProperty("password", password.password());
        } else if (target.credentials() instanceof SnowflakeCredentials.KeyPair key) {
            settings.setProperty("private_key_file", key.privateKey().toString());
            optional(settings, "private_key_file_pwd", key.passphrase());
        }
        settings.setProperty("QUERY_TAG", tag);
        settings.setProperty("TIMEZONE", "UTC");
        settings.setProperty("loginTimeout", LOGIN_SECONDS);
        settings.setProperty("CLIENT_TELEMETRY_ENABLED", "false");
        settings.setProperty("disablePlatformDetection", "true");
        return new Session(DriverManager.getConnection(target.url(), settings));
    }

    private static void optional(Properties settings, String key, @Nullable String value) {
        if (value != null) {
            settings.setProperty(key, value);
        }
    }

    /** Runs a statement as it stands, without asking first what it would return. */
    long run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute(sql) ? 0 : statement.getLargeUpdateCount();
        }
    }

    /** Runs a statement with texts for its question marks and returns the number of rows it changed. */
    long run(String sql, List<String> parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                statement.setString(i + 1, parameters.get(i));
            }
            return statement.execute() ? 0 : statement.getLargeUpdateCount();
        }
    }

    /** All rows, their columns as texts. */
    List<List<@Nullable String>> rows(String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                List<List<@Nullable String>> rows = new ArrayList<>();
                while (result.next()) {
                    List<@Nullable String> row = new ArrayList<>();
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        row.add(result.getString(i));
                    }
                    rows.add(row);
                }
                return rows;
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
