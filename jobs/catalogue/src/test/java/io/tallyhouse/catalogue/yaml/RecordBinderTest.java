package io.tallyhouse.catalogue.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a mapping becomes, and that all that is wrong in it is said at once, with its place. */
class RecordBinderTest {
    record Window(Duration length, @Key("ends-at") @Nullable String endsAt) {
        Window {
            if (length.isZero()) {
                throw new IllegalArgumentException("Invalid length: a window cannot be empty");
            }
        }
    }

    record Plan(
            Place place,
            String planName,
            @Default("3") int tries,
            @Nullable Double share,
            List<Window> windows,
            Map<String, Boolean> flags,
            @Nullable YamlNode raw) {}

    private final Problems problems = new Problems();

    private @Nullable Plan bind(String yaml) {
        YamlNode node = YamlReader.read("plan.yaml", yaml, problems);
        return new RecordBinder(problems).bind(Objects.requireNonNull(node), Plan.class);
    }

    @Test
    void keysAreSnakeCaseAndAbsentOnesTakeTheirDefault() {
        Plan plan = Objects.requireNonNull(bind("""
                plan_name: first
                windows: [{length: 8w}, {length: 36h, ends-at: noon}]
                flags: {dry: true}
                raw: [1, 2]
                """));

        assertThat(problems.list()).isEmpty();
        assertThat(plan.planName()).isEqualTo("first");
        assertThat(plan.tries()).isEqualTo(3);
        assertThat(plan.share()).isNull();
        assertThat(plan.windows())
                .containsExactly(new Window(Duration.ofDays(56), null), new Window(Duration.ofHours(36), "noon"));
        assertThat(plan.flags()).containsExactly(Map.entry("dry", true));
        assertThat(plan.raw()).isInstanceOf(YamlNode.Sequence.class);
        assertThat(plan.place()).isEqualTo(new Place("plan.yaml", 1, 1));
    }

    @Test
    void absentListsAndMapsAreEmpty() {
        Plan plan = Objects.requireNonNull(bind("plan_name: first"));

        assertThat(plan.windows()).isEmpty();
        assertThat(plan.flags()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tries: 2                                 | plan.yaml:1:1  | plan_name          | Missing key",
                "plan_name: a\\nplan_nmae: b              | plan.yaml:2:1  | plan_nmae          | plan_name",
                "plan_name: a\\ntries: many               | plan.yaml:2:8  | tries              | many",
                "plan_name: [a]                           | plan.yaml:1:12 | plan_name          | Expected a single value",
                "plan_name: a\\nwindows: {}               | plan.yaml:2:10 | windows            | Expected a list",
                "plan_name: a\\nflags: []                 | plan.yaml:2:8  | flags              | Expected a mapping",
                "plan_name: a\\nwindows: [{length: 1d}, 7] | plan.yaml:2:25 | windows[1]        | Expected a mapping",
                "plan_name: a\\nwindows: [{length: 0d}]   | plan.yaml:2:11 | windows[0]         | cannot be empty",
                "plan_name: a\\nflags: {dry: perhaps}     | plan.yaml:2:14 | flags.dry          | perhaps",
            })
    void aProblemHasPlaceAndPath(String yaml, String place, String path, String message) {
        assertThat(bind(yaml.replace("\\n", "\n"))).isNull();

        assertThat(problems.list()).singleElement().satisfies(p -> {
            assertThat(p.place().toString()).isEqualTo(place);
            assertThat(p.path()).isEqualTo(path);
            assertThat(p.message()).contains(message);
        });
    }

    @Test
    void allProblemsAreReportedTogether() {
        bind("""
                tires: 4
                share: half
                windows: [{length: 1d, end-at: noon}, {}]
                """);

        assertThat(problems.list())
                .extracting(Problem::path)
                .containsExactlyInAnyOrder("tires", "plan_name", "share", "windows[0].end-at", "windows[1].length");
    }
}
