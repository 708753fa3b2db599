package io.tallyhouse.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeSessionTest {
    @TempDir
    Path directory;

    @Test
    void spark_says_nothing_and_leaves_nothing_outside_the_warehouse() throws Exception {
        String output = Fork.run(
                QuietSpark.class,
                directory,
                jar -> true,
                directory.resolve("warehouse").toString());
        assertThat(output).isEmpty();
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left.map(p -> p.getFileName().toString())).containsExactly("warehouse");
        }
    }

    @Test
    void sessions_share_settings_and_no_views() {
        var one = SharedLake.lake().newSession();
        one.sql("SELECT 1 AS a").createOrReplaceTempView("mine");
        var two = SharedLake.lake().newSession();
        assertThat(two.catalog().tableExists("mine")).isFalse();
        assertThat(two.conf().get("spark.sql.session.timeZone")).isEqualTo("UTC");
        assertThat(two.conf().get("spark.sql.codegen.wholeStage")).isEqualTo("false");
    }
}
