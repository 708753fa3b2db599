package io.tallyhouse.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyhouse.catalogue.model.TableModel;
import io.tallyhouse.catalogue.yaml.Problems;
import io.tallyhouse.catalogue.yaml.RecordBinder;
import io.tallyhouse.catalogue.yaml.YamlReader;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;

/** Small marts for tests. */
public final class Marts {
    private Marts() {}

    public static final TableModel TICKET = model("ticket");
    public static final TableModel TEAM = model("dim_team");
    public static final TableModel FIGURE = model("kpi_figure");
    public static final TableModel PERSON = model("person");

    /** Two tickets, with a column order of their own, a zoned instant and columns that are not the mart's. */
    public static final String TICKET_ROWS = """
            SELECT 7::BIGINT AS _row_hash, 3::BIGINT AS events, 'INC1' AS ticket_key, 2::INT AS priority,
                   TIMESTAMPTZ '2026-03-29 01:30:00+00' AS opened_at, DATE '2026-03-29' AS day,
                   12.345678::DECIMAL(28, 6) AS cost, 0.1::DOUBLE AS share, true AS done
            UNION ALL
            SELECT 8, 1, 'INC2', NULL, NULL, NULL, NULL, NULL, NULL
            """;

    public static final String TEAM_ROWS = "SELECT 'T1' AS team, 'Support Ops' AS function";

    private static TableModel model(String name) {
        try {
            return model(Path.of(Objects.requireNonNull(Marts.class.getResource("/models/" + name + ".yaml"))
                    .toURI()));
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    public static TableModel model(Path file) {
        Problems problems = new Problems();
        TableModel model = new RecordBinder(problems).bind(YamlReader.read(file, problems), TableModel.class);
        assertThat(problems.list()).isEmpty();
        return model;
    }
}
