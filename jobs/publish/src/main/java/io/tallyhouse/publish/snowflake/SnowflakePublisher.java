package io.tallyhouse.publish.snowflake;

import io.tallyhouse.publish.HeldBack;
import io.tallyhouse.publish.MartGroup;
import io.tallyhouse.publish.MartTable;
import io.tallyhouse.publish.Publication;
import io.tallyhouse.publish.PublishException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Publishes a group of marts to Snowflake so that a reader sees all of it or nothing: rows are loaded beside the marts first
 * (PUT, COPY), then one transaction overwrites all marts of the group and the group's row in {@code publication}. A process that
 * dies before the commit changes nothing that a reader sees.
 */
public final class SnowflakePublisher {
    private final SnowflakeTarget target;
    private final StatementListener listener;

    public SnowflakePublisher(SnowflakeTarget target, StatementListener listener) {
        this.target = target;
        this.listener = listener;
    }

    /**
     * @param publication what the run brings
     * @param group one of its fresh groups
     * @param scratch folder for files on their way; created
     * @throws PublishException when it did not happen
     */
    public void publish(Publication publication, MartGroup group, Path scratch) {
        try (Session session = open(publication, group.name())) {
            Files.createDirectories(scratch);
            Loader loader = new Loader(session, target, scratch);
            for (MartTable mart : group.tables()) {
                loader.load(mart, publication);
            }
            inTransaction(session, () -> {
                for (MartTable mart : group.tables()) {
                    listener.written(mart.name(), overwrite(session, mart, publication.heldBackNames()));
                }
                writePublished(session, publication, group);
            });
            for (MartTable mart : group.tables()) {
                session.run("DROP TABLE IF EXISTS " + Ddl.loadTable(mart));
            }
        } catch (SQLException | IOException e) {
            throw failed(group.name(), e);
        }
    }

    /** Notes that a group stays at what it shows, since when and why. */
    public void holdBack(Publication publication, HeldBack group) {
        try (Session session = open(publication, group.name())) {
            session.run(Ddl.createPublication());
            inTransaction(session, () -> {
                boolean shown = !session.rows(
                                "SELECT 1 FROM " + Ddl.PUBLICATION + " WHERE mart_group = ?", group.name())
                        .isEmpty();
                if (shown) {
                    session.run(
                            "UPDATE " + Ddl.PUBLICATION
                                    + " SET status = 'held_back', held_back_since = coalesce(held_back_since,"
                                    + " CAST(? AS TIMESTAMP_NTZ)), reason = ? WHERE mart_group = ?",
                            List.of(utc(publication.knownAt()), group.reason(), group.name()));
                } else {
                    session.run(
                            "INSERT INTO " + Ddl.PUBLICATION + " (mart_group, status, held_back_since, reason, region)"
                                    + " SELECT ?, 'held_back', CAST(? AS TIMESTAMP_NTZ), ?, ?",
                            List.of(group.name(), utc(publication.knownAt()), group.reason(), target.region()));
                }
            });
        } catch (SQLException e) {
            throw failed(group.name(), e);
        }
    }

    private Session open(Publication publication, String group) throws SQLException {
        return Session.open(
                target,
                "tallyhouse publish run=" + publication.runId() + " publication=" + publication.publicationId()
                        + " group=" + group);
    }

    private interface Work {
        void run() throws SQLException;
    }

    private static void inTransaction(Session session, Work work) throws SQLException {
        session.run("BEGIN");
        try {
            work.run();
            session.run("COMMIT");
        } catch (SQLException | RuntimeException e) {
            try {
                session.run("ROLLBACK");
            } catch (SQLException rollback) {
                e.addSuppressed(rollback);
            }
            throw e;
        }
    }

    /** Of a table with rows of several groups, the rows of held-back groups stay. */
    private static long overwrite(Session session, MartTable mart, List<String> heldBack) throws SQLException {
        String table = Ddl.name(mart.name());
        String columns = Ddl.columnList(mart);
        String rows = " (" + columns + ") SELECT " + columns + " FROM " + Ddl.loadTable(mart);
        String groupColumn = mart.model().groupColumn();
        if (groupColumn == null || heldBack.isEmpty()) {
            return session.run("INSERT OVERWRITE INTO " + table + rows);
        }
        String kept = heldBack.stream().map(Ddl::text).collect(Collectors.joining(", "));
        session.run("DELETE FROM " + table + " WHERE " + Ddl.name(groupColumn) + " NOT IN (" + kept + ")");
        return session.run("INSERT INTO " + table + rows);
    }

    private void writePublished(Session session, Publication publication, MartGroup group) throws SQLException {
        session.run("DELETE FROM " + Ddl.PUBLICATION + " WHERE mart_group = ?", List.of(group.name()));
        session.run(
                "INSERT INTO " + Ddl.PUBLICATION
                        + " (mart_group, publication_id, run_id, as_of, published_at, status, region)"
                        + " SELECT ?, ?, ?, CAST(? AS TIMESTAMP_NTZ), CAST(? AS TIMESTAMP_NTZ), 'published', ?",
                List.of(
                        group.name(),
                        publication.publicationId(),
                        publication.runId(),
                        utc(publication.asOf()),
                        utc(publication.knownAt()),
                        target.region()));
    }

    private static String utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC).toString();
    }

    private PublishException failed(String group, Exception cause) {
        return new PublishException(
                "Cannot publish " + group + " to Snowflake (" + target.database() + "." + target.schema() + "): "
                        + PublishException.reason(cause)
                        + "; its marts there stay as they were. Mend it and run: tallyhouse publish",
                cause);
    }
}
