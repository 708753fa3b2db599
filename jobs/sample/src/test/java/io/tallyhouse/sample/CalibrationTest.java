package io.tallyhouse.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The story of the sample organisation at scale 0.3: printed, and held within ranges around what it tells. */
class CalibrationTest {
    private static final String SUPPORT = "support_tier1_triage";
    private static final String[] BEFORE = {"2026-01-12", "2026-03-09"};
    private static final String[] AFTER = {"2026-05-04", "2026-06-29"};

    @TempDir
    private static Path out;

    private static JsonNode truth = com.fasterxml.jackson.databind.node.NullNode.getInstance();

    @BeforeAll
    static void generate() throws IOException {
        ObjectNode written = SampleOrganisation.generate(SampleOptions.demo(1).withScale(0.3), out, step -> {});
        truth = written;
    }

    @Test
    void reworkTimeOfTriageFalls() {
        assertThat(told("rework_time_share", SUPPORT, BEFORE, 0.21)).isBetween(0.18, 0.24);
        assertThat(told("rework_time_share", SUPPORT, AFTER, 0.07)).isBetween(0.05, 0.09);
    }

    @Test
    void fewerClocksBreach() {
        assertThat(told("sla_breach_rate_resolution", "All", BEFORE, 0.084)).isBetween(0.065, 0.105);
        assertThat(told("sla_breach_rate_resolution", "All", AFTER, 0.031)).isBetween(0.018, 0.045);
    }

    @Test
    void theProcedureIsFollowedMore() {
        assertThat(told("conformance_rate", "All", BEFORE, 0.71)).isBetween(0.67, 0.75);
        assertThat(told("conformance_rate", "All", AFTER, 0.93)).isBetween(0.90, 0.96);
    }

    @Test
    void toolsAreUsedAndTrainingIsDone() {
        assertThat(told("adoption_rate", "All", AFTER, 0.75)).isBetween(0.74, 0.85);
        String[] always = {"2026-01-05", "2026-07-06"};
        assertThat(told("training_completion", "All", always, 0.92)).isBetween(0.88, 0.96);
    }

    @Test
    void theExceptionQueueGrowsBy18PercentAWeekAndIsThenClearedInADay() {
        double growth = backlog("2026-03-30") / backlog("2026-02-23");
        assertThat(Math.pow(growth, 1 / 5.0)).isBetween(1.15, 1.21);
        assertThat(told("exception_clearance_queue", "All", AFTER, 0.95)).isGreaterThan(0.9);
    }

    @Test
    void hoursComeBackInTheQuarterAfterGoLive() {
        for (JsonNode row : truth.get("hours")) {
            if (row.get("grain").asText().equals("quarter")
                    && row.get("period_start").asText().equals("2026-04-01")
                    && row.get("function").asText().equals("All")) {
                long net = row.get("effect_seconds").asLong()
                        - row.get("training_seconds").asLong()
                        - row.get("review_seconds").asLong();
                double atFullScale = net / 3_600.0 / 0.3;
                print("net hours a quarter at scale 1", atFullScale, 6_800);
                assertThat(atFullScale).isBetween(6_000.0, 7_600.0);
                assertThat(row.get("largest_claims_seconds").asLong())
                        .isGreaterThan((long) (1.3 * row.get("effect_seconds").asLong()));
                return;
            }
        }
        throw new AssertionError("No hours of the second quarter");
    }

    private static double backlog(String week) {
        for (JsonNode row : truth.get("kpis")) {
            if (row.get("metric").asText().equals("exception_backlog_queue")
                    && row.get("grain").asText().equals("week")
                    && row.get("workflow").asText().equals("order_exceptions")
                    && row.get("period_start").asText().equals(week)) {
                return row.get("numerator").asDouble();
            }
        }
        throw new AssertionError("No backlog in " + week);
    }

    private static double told(String metric, String workflow, String[] weeks, double story) {
        double numerator = 0;
        double denominator = 0;
        for (JsonNode row : truth.get("kpis")) {
            String start = row.get("period_start").asText();
            if (row.get("metric").asText().equals(metric)
                    && row.get("grain").asText().equals("week")
                    && row.get("workflow").asText().equals(workflow)
                    && start.compareTo(weeks[0]) >= 0
                    && start.compareTo(weeks[1]) < 0) {
                numerator += row.path("numerator").asDouble();
                denominator += row.path("denominator").asDouble();
            }
        }
        print(metric + " from " + weeks[0], numerator / denominator, story);
        return numerator / denominator;
    }

    private static void print(String what, double value, double story) {
        System.out.printf(Locale.ROOT, "%-45s %10.3f  (story: %.3f)%n", what, value, story);
    }
}
