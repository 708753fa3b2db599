package io.tallyhouse.stages.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyhouse.catalogue.process.ProcessModelFile;
import io.tallyhouse.catalogue.yaml.Place;
import io.tallyhouse.catalogue.yaml.Problem;
import io.tallyhouse.catalogue.yaml.Problems;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProcessModelTextsTest {
    private static ProcessModelFile model(int line, String text, @Nullable String file) {
        return new ProcessModelFile(
                "sop",
                1,
                "How it should run.",
                LocalDate.of(2026, 1, 1),
                List.of("servicenow"),
                new Place(Path.of("sop/1.yaml").toString(), line, 1),
                text,
                file,
                List.of("close"),
                Duration.ofDays(90),
                List.of());
    }

    @Test
    void eachTextThatSaysNoModelIsAProblemAtItsPlace() {
        Problems problems = new Problems();
        ProcessModelTexts.check(
                List.of(
                        model(1, "work close", null),
                        model(2, "work (close", null),
                        model(3, "<pnml><net", "sop.pnml"),
                        model(4, "<pnml/>", "sop.pnml")),
                problems);

        assertThat(problems.list())
                .extracting(Problem::toString)
                .satisfiesExactly(
                        p -> assertThat(p).startsWith("sop/1.yaml:2:1: model: ").contains("column 6", "')' is missing"),
                        p -> assertThat(p).startsWith("sop/1.yaml:3:1: file: ").contains("sop.pnml"),
                        p -> assertThat(p)
                                .startsWith("sop/1.yaml:4:1: file: ")
                                .contains("sop.pnml", "expected <pnml> with one <net>"));
    }
}
