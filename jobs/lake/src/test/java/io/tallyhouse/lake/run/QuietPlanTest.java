package io.tallyhouse.lake.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallyhouse.catalogue.model.ModelFolder;
import io.tallyhouse.lake.Fork;
import io.tallyhouse.lake.House;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuietPlanTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void forty_models_are_planned_without_spark_on_the_class_path() throws Exception {
        House house = new House(folder).contract("src/ticket", """
                        format: csv
                        kind: upsert
                        key: [id]
                        version: []
                        columns:
                          - {name: id, type: string, sentence: Id.}
                        """);
        for (int i = 0; i < 40; i++) {
            String input = i == 0 ? "src__ticket" : "m" + (i - 1);
            house.model("gold/m" + i, """
                    grain: [id]
                    inputs: {%s: {key: [id]}}
                    refresh: by_key
                    key: [id]
                    triggers: [tables]
                    columns:
                      - {name: id, type: string, sentence: Id.}
                    """.formatted(input), "SELECT id FROM " + input);
        }
        commit(house.tables().table("src__ticket").path(), "{}");
        Planner planner = new Planner(QuietPlan.context(house.tables()));
        for (ModelFolder model : house.models()) {
            commit(
                    house.tables().table(model.name()).path(),
                    planner.note(model).json());
        }

        String output = Fork.run(
                QuietPlan.class,
                folder,
                jar -> !jar.matches(".*/(spark-|delta-|scala-|hadoop-|parquet-).*"),
                house.sql.toString(),
                house.warehouse.toString());

        System.out.print(output);
        assertThat(output).contains("quiet plan: 40 of 40 up to date").endsWith("40 models had nothing to do\n");
    }

    /** A commit as Delta writes it, as far as the plan looks at it. */
    private static void commit(Path table, String note) throws IOException {
        ObjectNode info = JSON.createObjectNode();
        info.putObject("commitInfo").put("operation", "WRITE").put("userMetadata", note);
        ObjectNode meta = JSON.createObjectNode();
        meta.putObject("metaData").put("id", "id-of-" + table.getFileName());
        Path log = table.resolve("_delta_log");
        Files.createDirectories(log);
        Files.writeString(log.resolve("00000000000000000000.json"), info + "\n" + meta + "\n", UTF_8);
    }
}
