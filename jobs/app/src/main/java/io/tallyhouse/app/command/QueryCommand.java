package io.tallyhouse.app.command;

import io.tallyhouse.publish.duckdb.Query;
import io.tallyhouse.publish.duckdb.QueryLimits;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Ad hoc SQL on the published marts. */
@Command(
        name = "query",
        mixinStandardHelpOptions = true,
        description = "Run one SELECT on the published marts: read only, no files, no network.",
        footer = {"", "Example: tallyhouse query \"select team, count(*) from ticket group by team order by 2 desc\""})
final class QueryCommand implements Callable<Integer> {
    private final Tallyhouse root;

    @Parameters(paramLabel = "SQL", description = "The query, in DuckDB's SQL; SHOW TABLES lists the marts.")
    private String sql = "";

    QueryCommand(Tallyhouse root) {
        this.root = root;
    }

    @Override
    public Integer call() throws IOException {
        Query query = new Query(root.warehouse().resolve("marts.duckdb"), QueryLimits.standard());
        RowOutput.print(root, rows -> query.run(sql, rows));
        return 0;
    }
}
