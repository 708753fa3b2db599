package io.tallyhouse.publish.snowflake;

import io.tallyhouse.catalogue.model.TableColumn;
import io.tallyhouse.publish.MartTable;
import io.tallyhouse.publish.Publication;
import io.tallyhouse.publish.PublishException;
import io.tallyhouse.publish.duckdb.MartExport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Everything before the transaction: tables exist with all columns, and a mart's rows stand in a table of their own beside it.
 * Data definition would commit an open transaction in Snowflake, so none of it happens later.
 */
final class Loader {
    private static final String STAGE = "TALLYHOUSE_LOAD";

    private final Session session;
    private final SnowflakeTarget target;
    private final Path scratch;

    Loader(Session session, SnowflakeTarget target, Path scratch) throws SQLException {
        this.session = session;
        this.target = target;
        this.scratch = scratch;
        session.run("CREATE STAGE IF NOT EXISTS " + STAGE);
        session.run(Ddl.createPublication());
    }

    /** @throws PublishException when rows would leave their region, a column changed its type, or rows got lost on the way */
    void load(MartTable mart, Publication publication) throws SQLException, IOException {
        String name = (publication.publicationId() + "-" + mart.name() + ".parquet").replaceAll("[^A-Za-z0-9._-]", "_");
        Path file = scratch.resolve(name);
        long rows = MartExport.parquet(mart, publication, file);
        try {
            requireHome(mart, file);
            session.run(Ddl.createMart(mart));
            addColumns(mart);
            session.run(Ddl.createLoadTable(mart));
            session.run("PUT " + Ddl.text("file://" + file.toAbsolutePath()) + " @" + STAGE
                    + " SOURCE_COMPRESSION = NONE AUTO_COMPRESS = FALSE OVERWRITE = TRUE");
            session.run("COPY INTO " + Ddl.loadTable(mart) + " FROM @" + STAGE + "/" + name
                    + " FILE_FORMAT = (TYPE = PARQUET USE_LOGICAL_TYPE = TRUE) MATCH_BY_COLUMN_NAME = CASE_INSENSITIVE"
                    + " FORCE = TRUE PURGE = TRUE");
        } finally {
            Files.delete(file);
        }
        String loaded = session.rows("SELECT count(*) FROM " + Ddl.loadTable(mart))
                .get(0)
                .get(0);
        if (!Long.toString(rows).equals(loaded)) {
            throw new PublishException("Cannot publish " + mart.name() + " to Snowflake: " + loaded + " of " + rows
                    + " rows arrived. Run it again: tallyhouse publish");
        }
    }

    /** Rows about people do not leave their region. */
    private void requireHome(MartTable mart, Path file) throws SQLException {
        List<String> personal = mart.model().columns().stream()
                .filter(TableColumn::personal)
                .map(TableColumn::name)
                .toList();
        if (personal.isEmpty()) {
            return;
        }
        boolean hasRegion =
                mart.model().columns().stream().anyMatch(c -> c.name().equals("region"));
        long elsewhere = hasRegion ? MartExport.countOther(file, "region", target.region()) : 0;
        if (!hasRegion || elsewhere > 0) {
            throw new PublishException("Cannot publish " + mart.name() + " to Snowflake in " + target.region()
                    + ": it tells about"
                    + " people (" + String.join(", ", personal) + ") and "
                    + (hasRegion ? elsewhere + " rows are from elsewhere" : "no column region says where they are from")
                    + ". Take its group out of snowflake.groups, or leave these columns out of the mart");
        }
    }

    private void addColumns(MartTable mart) throws SQLException {
        Map<String, String> present = new LinkedHashMap<>();
        session.rows(
                        "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = ? AND table_name = ?",
                        target.schema().toUpperCase(Locale.ROOT),
                        mart.name().toUpperCase(Locale.ROOT))
                .forEach(r -> present.put(String.valueOf(r.get(0)).toLowerCase(Locale.ROOT), String.valueOf(r.get(1))));
        for (Map.Entry<String, String> column : Ddl.columns(mart).entrySet()) {
            String found = present.get(column.getKey());
            if (found == null) {
                session.run("ALTER TABLE " + Ddl.name(mart.name()) + " ADD COLUMN " + Ddl.name(column.getKey()) + " "
                        + column.getValue());
            } else if (!kind(column.getValue()).equals(kind(found))) {
                throw new PublishException(
                        "Cannot publish " + mart.name() + " to Snowflake: its column " + column.getKey()
                                + " is " + found + " there and " + column.getValue()
                                + " here. Rename the old table in Snowflake, then run: tallyhouse publish");
            }
        }
    }

    /** Snowflake's information schema names some types otherwise than their definition. */
    private static String kind(String type) {
        String plain = type.replaceAll("\\(.*", "");
        return switch (plain) {
            case "VARCHAR" -> "TEXT";
            case "DOUBLE" -> "FLOAT";
            default -> plain;
        };
    }
}
