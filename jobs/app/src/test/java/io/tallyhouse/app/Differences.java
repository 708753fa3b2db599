package io.tallyhouse.app;

import io.tallyhouse.catalogue.model.ModelFolder;
import io.tallyhouse.catalogue.model.TableColumn;
import io.tallyhouse.lake.log.DeltaLogs;
import io.tallyhouse.lake.table.LakeTable;
import io.tallyhouse.publish.Publication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rows that only one of two warehouses has, counted by DuckDB over their files: no hash, no Spark and no log of ours takes part. */
final class Differences {
    private Differences() {}

    /** Derived tables by all declared columns, bronze by the hash of the delivered record; only tables that differ. */
    static Map<String, Long> ofTables(House one, House other) throws SQLException, IOException {
        Map<String, Long> differences = new TreeMap<>();
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
            for (ModelFolder model : one.models()) {
                String columns = quoted(
                        model.model().columns().stream().map(TableColumn::name).toList());
                count(
                        duckdb,
                        model.name(),
                        rows(columns, one.tables().table(model.name()).path()),
                        rows(columns, other.tables().table(model.name()).path()),
                        differences);
            }
            for (String bronze : bronze(one, other)) {
                Path table = Path.of("bronze", bronze);
                count(
                        duckdb,
                        table.toString(),
                        rows(LakeTable.RECORD_HASH, one.warehouse().resolve(table)),
                        rows(LakeTable.RECORD_HASH, other.warehouse().resolve(table)),
                        differences);
            }
        }
        return differences;
    }

    /** Published tables by all columns but the id of the publication, which names versions of tables. */
    static Map<String, Long> ofMarts(House one, House other) throws SQLException {
        Map<String, Long> differences = new TreeMap<>();
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            statement.execute("ATTACH '" + one.marts() + "' AS one (READ_ONLY)");
            statement.execute("ATTACH '" + other.marts() + "' AS other (READ_ONLY)");
            List<String> tables = new ArrayList<>();
            try (ResultSet names = statement.executeQuery("SELECT DISTINCT table_name FROM duckdb_tables()"
                    + " WHERE database_name IN ('one', 'other') AND table_name <> '" + Publication.TABLE + "'")) {
                while (names.next()) {
                    tables.add(names.getString(1));
                }
            }
            for (String table : tables) {
                String rows = "SELECT * EXCLUDE (" + Publication.ID_COLUMN + ") FROM ";
                count(duckdb, table, rows + "one." + table, rows + "other." + table, differences);
            }
        }
        return differences;
    }

    /**
     * Distinct values of some columns among rows that differ between two versions of a table.
     *
     * @param before files of the earlier version
     * @param now files of the later one
     */
    static long keys(List<String> columns, List<String> key, List<Path> before, List<Path> now) throws SQLException {
        String all = quoted(columns);
        String differing = differing(rows(all, before), rows(all, now));
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
            return differing.isEmpty()
                    ? 0
                    : number(
                            duckdb,
                            "SELECT count(*) FROM (SELECT DISTINCT " + quoted(key) + " FROM (" + differing + "))");
        }
    }

    private static String quoted(List<String> columns) {
        return columns.stream().map(n -> '"' + n + '"').collect(Collectors.joining(", "));
    }

    private static TreeSet<String> bronze(House one, House other) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        for (House house : List.of(one, other)) {
            try (Stream<Path> tables = Files.list(house.warehouse().resolve("bronze"))) {
                tables.forEach(t -> names.add(t.getFileName().toString()));
            }
        }
        return names;
    }

    private static String rows(String columns, Path table) {
        return rows(columns, DeltaLogs.activeFiles(table));
    }

    private static String rows(String columns, List<Path> parquet) {
        String files = parquet.stream().map(f -> "'" + f + "'").collect(Collectors.joining(", "));
        return files.isEmpty() ? "" : "SELECT " + columns + " FROM read_parquet([" + files + "])";
    }

    /** A query for the rows that only one of two queries gives; one of nothing is empty. */
    private static String differing(String one, String other) {
        return one.isEmpty() || other.isEmpty()
                ? one + other
                : "(" + one + " EXCEPT ALL " + other + ") UNION ALL (" + other + " EXCEPT ALL " + one + ")";
    }

    private static void count(Connection duckdb, String table, String one, String other, Map<String, Long> differences)
            throws SQLException {
        String differing = differing(one, other);
        long rows = differing.isEmpty() ? 0 : number(duckdb, "SELECT count(*) FROM (" + differing + ")");
        if (rows > 0) {
            differences.put(table, rows);
        }
    }

    private static long number(Connection duckdb, String sql) throws SQLException {
        try (Statement statement = duckdb.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
