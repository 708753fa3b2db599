package io.tallyhouse.publish.snowflake;

import io.tallyhouse.publish.MartGroup;
import io.tallyhouse.publish.MartTable;
import io.tallyhouse.publish.Marts;
import io.tallyhouse.publish.Publication;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Publishes two marts in a JVM of its own, which dies after the first INSERT. Arguments: url, schema, folder. */
final class Killed {
    static final int STATUS = 113;

    private Killed() {}

    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[2]);
        MartGroup group = new MartGroup(
                "operations",
                List.of(
                        new MartTable(Marts.TICKET, List.of(folder.resolve("ticket.parquet"))),
                        new MartTable(Marts.TEAM, List.of(folder.resolve("team.parquet")))));
        Instant at = Instant.parse("2026-04-01T00:00:00Z");
        new SnowflakePublisher(Targets.of(arguments[0], arguments[1]), (table, rows) -> {
                    System.out.println("written " + table + " " + rows);
                    System.out.flush();
                    Runtime.getRuntime().halt(STATUS);
                })
                .publish(
                        new Publication("killed", "run-killed", at, at, List.of(group), List.of()),
                        folder.resolve("scratch-killed"));
    }
}
