package io.tallyhouse.publish.duckdb;

import io.tallyhouse.publish.HeldBack;
import io.tallyhouse.publish.MartGroup;
import io.tallyhouse.publish.MartTable;
import io.tallyhouse.publish.Publication;
import io.tallyhouse.publish.PublishException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Writes the marts into a new DuckDB file and renames it over the present one, so that a reader sees all of a publication or
 * nothing of it. DuckDB 1.4 and newer read the file.
 *
 * <p>Groups that are held back are copied from the present file with the publication_id that they have. When anything fails,
 * the present file stays and the new one is deleted; what a killed process left is deleted by the next publication. One writer
 * at a time: the caller holds the warehouse's lock.
 */
public final class DuckDbPublisher {
    static final String PRESENT = "present";

    private DuckDbPublisher() {}

    /**
     * @param target {@code marts.duckdb}; its folder is created
     * @param publication all groups that the file shall hold
     * @throws PublishException when a mart breaks its key or a not-null column, a file cannot be read, or the disk is full
     */
    public static void publish(Path target, Publication publication) {
        Path file = target.toAbsolutePath().normalize();
        try (NewFile fresh = new NewFile(file)) {
            fresh.clear();
            write(file, fresh.path(), publication);
            fresh.renameIntoPlace();
        } catch (SQLException | IOException e) {
            throw new PublishException(
                    "Cannot publish to " + file + ": " + PublishException.reason(e)
                            + "; the marts stay as they were. Mend it and run: tallyhouse publish",
                    e);
        }
    }

    private static void write(Path present, Path fresh, Publication publication) throws SQLException {
        boolean hasPresent = Files.exists(present);
        try (Connection connection = DuckDb.write(fresh)) {
            if (hasPresent) {
                DuckDb.run(connection, "ATTACH " + DuckDb.text(present.toString()) + " AS " + PRESENT + " (READ_ONLY)");
            }
            connection.setAutoCommit(false);
            for (MartGroup group : publication.fresh()) {
                for (MartTable mart : group.tables()) {
                    MartTables.fill(connection, mart, publication, hasPresent);
                }
            }
            if (hasPresent) {
                for (HeldBack group : publication.heldBack()) {
                    for (String table : group.tables()) {
                        MartTables.copy(connection, table);
                    }
                }
            }
            PublicationRows.write(connection, publication, hasPresent);
            connection.commit();
            connection.setAutoCommit(true);
            DuckDb.run(connection, "CHECKPOINT");
        }
    }
}
