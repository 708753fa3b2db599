package io.tallyhouse.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeterminismTest {
    private static final SampleOptions SMALL =
            SampleOptions.demo(7).withScale(0.02).withWeeks(12);

    @TempDir
    private Path folder;

    @Test
    void theSameOptionsGiveTheSameBytesWhateverTheMachinesHabits() throws IOException {
        TreeMap<String, Integer> first = bytes(SMALL, "first");
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));
            assertThat(bytes(SMALL, "second")).isEqualTo(first);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void anotherSeedGivesOtherBytes() throws IOException {
        TreeMap<String, Integer> first = bytes(SMALL, "first");
        TreeMap<String, Integer> other =
                bytes(SampleOptions.demo(8).withScale(0.02).withWeeks(12), "other");
        List<String> same = new ArrayList<>(first.keySet());
        same.removeIf(name -> !first.get(name).equals(other.get(name)));
        assertThat(same).noneMatch(name -> name.contains("incident_audit-"));
        assertThat(same).doesNotContain("truth.json");
    }

    private TreeMap<String, Integer> bytes(SampleOptions options, String name) throws IOException {
        Path out = folder.resolve(name);
        SampleOrganisation.generate(options, out, step -> {});
        TreeMap<String, Integer> hashes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(out)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                hashes.put(out.relativize(file).toString(), Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        assertThat(hashes).hasSizeGreaterThan(100);
        return hashes;
    }
}
