package io.tallyhouse.publish.duckdb;

import io.tallyhouse.publish.HeldBack;
import io.tallyhouse.publish.MartGroup;
import io.tallyhouse.publish.Publication;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/** The publication table: one row per group, saying which publication it shows and, when it is held back, since when and why. */
final class PublicationRows {
    private static final Map<String, String> SENTENCES = sentences();

    private PublicationRows() {}

    private static Map<String, String> sentences() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("mart_group", "Group of marts that are published together.");
        all.put("publication_id", "Publication that the group's rows come from; null when it was never published.");
        all.put("run_id", "Run that computed the rows.");
        all.put("as_of", "Up to when events were counted, UTC.");
        all.put("published_at", "When these rows were published, UTC.");
        all.put("status", "published, or held_back when a gate keeps the group at an earlier publication.");
        all.put("held_back_since", "Since when it is held back, UTC.");
        all.put("reason", "Why it is held back.");
        return all;
    }

    static void write(Connection connection, Publication publication, boolean hasPresent) throws SQLException {
        String table = Publication.TABLE;
        DuckDb.run(
                connection,
                "CREATE TABLE " + table + " (mart_group VARCHAR NOT NULL, publication_id VARCHAR, run_id VARCHAR,"
                        + " as_of TIMESTAMP, published_at TIMESTAMP, status VARCHAR NOT NULL"
                        + " CHECK (status IN ('published', 'held_back')), held_back_since TIMESTAMP, reason VARCHAR,"
                        + " PRIMARY KEY (mart_group))");
        MartTables.comment(connection, "TABLE " + table, "Which publication each group of marts shows.");
        for (Map.Entry<String, String> column : SENTENCES.entrySet()) {
            MartTables.commentColumn(connection, table, column.getKey(), column.getValue());
        }
        for (MartGroup group : publication.fresh()) {
            insertFresh(connection, publication, group);
        }
        for (HeldBack group : publication.heldBack()) {
            insertHeldBack(connection, publication, group, hasPresent);
        }
    }

    private static void insertFresh(Connection connection, Publication publication, MartGroup group)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO publication VALUES (?, ?, ?, ?, ?, 'published', NULL, NULL)")) {
            insert.setString(1, group.name());
            insert.setString(2, publication.publicationId());
            insert.setString(3, publication.runId());
            insert.setObject(4, utc(publication.asOf()));
            insert.setObject(5, utc(publication.knownAt()));
            insert.executeUpdate();
        }
    }

    /** What the group shows stays; a group that was held back already keeps its since. */
    private static void insertHeldBack(
            Connection connection, Publication publication, HeldBack group, boolean hasPresent) throws SQLException {
        String present =
                hasPresent ? DuckDbPublisher.PRESENT + ".main.publication" : "(SELECT * FROM publication WHERE false)";
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO publication"
                + " SELECT g.mart_group, p.publication_id, p.run_id, p.as_of, p.published_at, 'held_back',"
                + " coalesce(p.held_back_since, g.since), g.reason"
                + " FROM (SELECT ?::VARCHAR AS mart_group, ?::TIMESTAMP AS since, ?::VARCHAR AS reason) AS g"
                + " LEFT JOIN " + present + " AS p ON p.mart_group = g.mart_group")) {
            insert.setString(1, group.name());
            insert.setObject(2, utc(publication.knownAt()));
            insert.setString(3, group.reason());
            insert.executeUpdate();
        }
    }

    private static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
