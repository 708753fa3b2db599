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
import java.util.stream.Stream;

/**
 * Publishes groups of marts to Snowflake so that a reader sees all of a publication or nothing: rows are loaded beside the marts
 * first (PUT, COPY), then one transaction overwrites all marts and the groups' rows in {@code publication}. A process that dies
 * before the commit changes nothing that a reader sees.
 */
public final class SnowflakePublisher {
    private final SnowflakeTarget target;
    private final StatementListener listener;

    public SnowflakePublisher(SnowflakeTarget target, StatementListener listener) {
        this.target = target;
        this.listener = listener;
    }

    /**
     * Logs in and looks for the schema; changes nothing.
     *
     * @throws PublishException when there is nothing to publish to
     */
    public void connect() {
        try (Session session = Session.open(target, "tallyhouse doctor")) {
            if (session.rows("SELECT current_schema()").get(0).get(0) == null) {
                throw new PublishException("Cannot find " + target.place()
                        + " in Snowflake, or this user may not use it; create it or grant its use");
            }
        } catch (SQLException e) {
            throw failed("Cannot connect to Snowflake (" + target.place() + ")", "", e);
        }
    }

    /**
     * @param publication what to bring: tables of fresh groups are overwritten, of held-back groups it is noted that they stay, since
     *     when and why; groups that are not in it are left alone
     * @param scratch folder for files on their way; created
     * @throws PublishException when it did not happen
     */
    public void publish(Publication publication, Path scratch) {
        List<MartTable> tables =
                publication.fresh().stream().flatMap(g -> g.tables().stream()).toList();
        try (Session session = Session.open(target, tag(publication))) {
            Files.createDirectories(scratch);
            Loader loader = new Loader(session, target, scratch);
            for (MartTable mart : tables) {
                loader.load(mart, publication);
            }
            inTransaction(session, () -> {
                for (MartTable mart : tables) {
                    listener.written(mart.name(), overwrite(session, mart, publication.heldBackNames()));
                }
                for (MartGroup group : publication.fresh()) {
                    writePublished(session, publication, group);
                }
                for (HeldBack group : publication.heldBack()) {
                    writeHeldBack(session, publication, group);
                }
            });
            for (MartTable mart : tables) {
                session.run("DROP TABLE IF EXISTS " + Ddl.loadTable(mart));
            }
        } catch (SQLException | IOException e) {
            throw failed(
                    "Cannot publish " + names(publication) + " to Snowflake (" + target.place() + ")",
                    "; readers there see one whole publication, at worst the former",
                    e);
        }
    }

    private static String names(Publication publication) {
        return Stream.concat(publication.fresh().stream().map(MartGroup::name), publication.heldBackNames().stream())
                .collect(Collectors.joining(", "));
    }

    private static String tag(Publication publication) {
        return "tallyhouse publish run=" + publication.runId() + " publication=" + publication.publicationId();
    }

    private void writeHeldBack(Session session, Publication publication, HeldBack group) throws SQLException {
        boolean shown = !session.rows("SELECT 1 FROM " + Ddl.PUBLICATION + " WHERE mart_group = ?", group.name())
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

    private static PublishException failed(String what, String state, Exception cause) {
        String message = what + ": " + PublishException.reason(cause) + state;
        return cause instanceof SQLException sql && isUnreachable(String.valueOf(sql.getSQLState()))
                ? PublishException.unreachable(message + ". When it answers again run: tallyhouse publish", cause)
                : new PublishException(message + ". Mend it and run: tallyhouse publish", cause);
    }

    /** Class 08 is about connections; 58030 is what the driver says of a server that does not answer. */
    private static boolean isUnreachable(String sqlState) {
        return sqlState.startsWith("08") || sqlState.equals("58030");
    }
}
