package io.tallyhouse.publish.duckdb;

import io.tallyhouse.catalogue.metric.Metric.Dimension;
import io.tallyhouse.catalogue.metric.Metric.Grain;
import io.tallyhouse.publish.PublishException;
import io.tallyhouse.publish.kpi.GroupState;
import io.tallyhouse.publish.kpi.KpiFilter;
import io.tallyhouse.publish.kpi.KpiRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads figures, the state of their groups and the dictionary from the published marts. */
public final class MartReader {
    private static final String TABLE = "kpi_current";
    private static final String ORDER =
            " ORDER BY metric, grain, period_start, function, team, region, workflow, priority, role, source";

    private final Path marts;

    /** @param marts the published file */
    public MartReader(Path marts) {
        this.marts = marts.toAbsolutePath().normalize();
    }

    /**
     * Rows by metric, grain, period and members, in this order.
     *
     * @throws PublishException when nothing was published yet
     */
    public List<KpiRow> rows(KpiFilter filter) {
        return read(select(filter), MartReader::row);
    }

    /** Rows of the members, not the totals, of each given figure's metric and period. */
    public List<KpiRow> members(Collection<KpiRow> totals) {
        if (totals.isEmpty()) {
            return List.of();
        }
        String periods = totals.stream()
                .map(r -> "(" + DuckDb.text(r.metric()) + ", " + DuckDb.text(grain(r.grain())) + ", DATE "
                        + DuckDb.text(r.periodStart().toString()) + ")")
                .collect(Collectors.joining(", "));
        return read(
                "SELECT * FROM " + TABLE + " WHERE NOT is_total AND (metric, grain, period_start) IN (" + periods + ")"
                        + ORDER,
                MartReader::row);
    }

    /** The same rows under their column names, as they stand in the table. */
    public void rows(KpiFilter filter, RowSink sink) throws IOException {
        requireMarts();
        new Query(marts, QueryLimits.standard()).run(select(filter), sink);
    }

    /** What each group shows, by name. */
    public List<GroupState> groups() {
        return read("SELECT * FROM publication ORDER BY mart_group", MartReader::group);
    }

    /** All columns of all published tables, by table, in their order. */
    public List<MartColumn> columns() {
        return read(
                "SELECT c.table_name, t.comment AS table_comment, t.estimated_size, c.column_name, c.data_type, c.is_nullable,"
                        + " c.comment FROM duckdb_columns() c JOIN duckdb_tables() t USING (database_name, schema_name,"
                        + " table_name) WHERE NOT c.internal ORDER BY c.table_name, c.column_index",
                row -> new MartColumn(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getString(4),
                        row.getString(5),
                        row.getBoolean(6),
                        row.getString(7)));
    }

    /** Whether the marts hold figures at all: a group that was never published has no tables. */
    public boolean hasFigures() {
        return columns().stream().anyMatch(c -> c.table().equals(TABLE));
    }

    private static String select(KpiFilter filter) {
        List<String> conditions = new ArrayList<>(List.of("true"));
        if (!filter.metrics().isEmpty()) {
            conditions.add("metric IN " + ParquetRows.texts(filter.metrics()));
        }
        Grain grain = filter.grain();
        if (grain != null) {
            conditions.add("grain = " + DuckDb.text(grain(grain)));
        }
        if (filter.totalsOnly()) {
            conditions.add("is_total");
        }
        return "SELECT * FROM " + TABLE + " WHERE " + String.join(" AND ", conditions) + ORDER;
    }

    private static String grain(Grain grain) {
        return grain.name().toLowerCase(Locale.ROOT);
    }

    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    <T> List<T> read(String sql, RowReader<T> reader) {
        requireMarts();
        try (Connection connection = DuckDb.locked(marts, QueryLimits.standard());
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(reader.read(rows));
            }
            return all;
        } catch (SQLException e) {
            throw new PublishException(
                    "Cannot read the figures in " + marts + ": " + PublishException.reason(e)
                            + ". Publish again: tallyhouse publish",
                    e);
        }
    }

    private void requireMarts() {
        if (!Files.exists(marts)) {
            throw new PublishException("Cannot find the marts at " + marts
                    + ": nothing was published yet. Run a night first: tallyhouse nightly");
        }
    }

    private static KpiRow row(ResultSet row) throws SQLException {
        Map<Dimension, String> members = new EnumMap<>(Dimension.class);
        for (Dimension dimension : Dimension.values()) {
            members.put(dimension, row.getString(dimension.name().toLowerCase(Locale.ROOT)));
        }
        return new KpiRow(
                row.getString("metric"),
                row.getString("metric_group"),
                Grain.valueOf(row.getString("grain").toUpperCase(Locale.ROOT)),
                row.getObject("period_start", LocalDate.class),
                row.getObject("period_end", LocalDate.class),
                members,
                row.getBoolean("is_total"),
                row.getObject("value", Double.class),
                row.getBigDecimal("numerator"),
                row.getBigDecimal("denominator"),
                row.getObject("lower", Double.class),
                row.getObject("upper", Double.class),
                row.getObject("n", Long.class),
                row.getObject("clusters", Long.class),
                row.getString("baseline_id"),
                row.getObject("baseline_value", Double.class),
                row.getObject("delta", Double.class),
                row.getObject("target", Double.class),
                row.getString("target_source"),
                row.getString("target_status"),
                row.getString("status"),
                row.getString("reason"),
                row.getString("finality"),
                row.getString("basis"),
                row.getLong("definition_version"),
                row.getString("publication_id"));
    }

    private static GroupState group(ResultSet row) throws SQLException {
        return new GroupState(
                row.getString("mart_group"),
                row.getString("publication_id"),
                row.getString("run_id"),
                instant(row, "as_of"),
                instant(row, "published_at"),
                row.getString("status").equals("held_back"),
                instant(row, "held_back_since"),
                row.getString("reason"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value == null ? null : value.toLocalDateTime().toInstant(ZoneOffset.UTC);
    }
}
