package io.tallyhouse.publish.duckdb;

import io.tallyhouse.catalogue.model.TableColumn;
import io.tallyhouse.catalogue.yaml.NearestName;
import io.tallyhouse.publish.MartTable;
import io.tallyhouse.publish.Publication;
import io.tallyhouse.publish.PublishException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A mart's Parquet files as the rows that its model declares: by name, with the declared types, without anything else. */
final class ParquetRows {
    private ParquetRows() {}

    /** The DuckDB type of a model's type; an instant is a TIMESTAMP in UTC, so that no reader's time zone shifts it. */
    static String type(TableColumn column) {
        return switch (column.type()) {
            case "string" -> "VARCHAR";
            case "int" -> "INTEGER";
            default -> column.type().toUpperCase(Locale.ROOT);
        };
    }

    /**
     * The query for a mart's rows: the model's columns in order, then publication_id.
     *
     * @throws PublishException when the files lack a column
     */
    static String select(Connection connection, MartTable mart, Publication publication) throws SQLException {
        String id = DuckDb.text(publication.publicationId()) + " AS " + Publication.ID_COLUMN;
        return "SELECT *, " + id + " FROM (" + select(connection, mart) + ")"
                + freshOnly(mart, publication.heldBackNames());
    }

    /**
     * The query for a table's rows: the model's columns in order.
     *
     * @throws PublishException when the files lack a column
     */
    static String select(Connection connection, MartTable mart) throws SQLException {
        if (mart.parquetFiles().isEmpty()) {
            return "SELECT " + columns(mart, "CAST(NULL AS %2$s) AS %1$s") + " WHERE false";
        }
        String source = read(mart.parquetFiles(), !mart.model().partition().isEmpty());
        requireColumns(connection, mart, source);
        return "SELECT " + columns(mart, "CAST(%1$s AS %2$s) AS %1$s") + " FROM " + source;
    }

    private static String freshOnly(MartTable mart, List<String> heldBack) {
        String column = mart.model().groupColumn();
        return column == null || heldBack.isEmpty()
                ? ""
                : " WHERE " + DuckDb.name(column) + " NOT IN " + texts(heldBack);
    }

    static String texts(List<String> values) {
        return values.stream().map(DuckDb::text).collect(Collectors.joining(", ", "(", ")"));
    }

    static String read(List<Path> parquetFiles, boolean partitioned) {
        String files = parquetFiles.stream()
                .map(Path::toAbsolutePath)
                .map(f -> DuckDb.text(f.toString()))
                .collect(Collectors.joining(", "));
        return "read_parquet([" + files + "], union_by_name = true, hive_partitioning = " + partitioned + ")";
    }

    private static String columns(MartTable mart, String format) {
        return mart.model().columns().stream()
                .map(c -> String.format(Locale.ROOT, format, DuckDb.name(c.name()), type(c)))
                .collect(Collectors.joining(", "));
    }

    private static void requireColumns(Connection connection, MartTable mart, String source) throws SQLException {
        List<String> found = new ArrayList<>();
        try (PreparedStatement describe = connection.prepareStatement("DESCRIBE SELECT * FROM " + source);
                ResultSet rows = describe.executeQuery()) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        for (TableColumn column : mart.model().columns()) {
            if (!found.contains(column.name())) {
                throw new PublishException(
                        "Cannot publish " + mart.name() + ": its files have no column \"" + column.name()
                                + "\"" + NearestName.hint(column.name(), found)
                                + " Run the model again: tallyhouse measure");
            }
        }
    }
}
