package io.tallyhouse.quality.rule;

import io.tallyhouse.catalogue.yaml.NearestName;
import io.tallyhouse.catalogue.yaml.Place;
import io.tallyhouse.catalogue.yaml.Problems;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the comments before a rule say: {@code # key: value}; a line indented by three blanks or more continues the value; a line that
 * begins with {@code ##} is for readers only.
 *
 * @param id name of the rule within its table
 * @param words the rule as a sentence
 * @param severity block or warn
 * @param owner null for the owner of the table
 * @param expected null for the rule's own text
 * @param rows SQL that finds the failing rows, or null
 */
record DqdlHeader(
        String id,
        String words,
        Severity severity,
        @Nullable String owner,
        @Nullable String expected,
        @Nullable String rows) {
    private static final List<String> KEYS = List.of("id", "words", "severity", "owner", "expected", "rows");
    private static final List<String> REQUIRED = List.of("id", "words", "severity");
    private static final Pattern ENTRY = Pattern.compile("\\s{0,2}(\\w+):\\s*(.*)");
    private static final Pattern MORE = Pattern.compile("\\s{3,}(\\S.*)");

    /** @return empty when a problem was added */
    static Optional<DqdlHeader> of(DqdlText.Item item, Problems problems) {
        int before = problems.list().size();
        Map<String, String> values = entries(item, problems);
        for (String key : REQUIRED) {
            if (values.getOrDefault(key, "").isBlank()) {
                problems.add(item.place(), key, "Missing comment \"# " + key + ": …\" before the rule");
            }
        }
        String id = values.getOrDefault("id", "");
        if (!id.isBlank() && !id.matches("[a-z][a-z0-9_]*")) {
            problems.add(item.place(), "id", "Invalid id \"" + id + "\": expected snake case such as unknown_activity");
        }
        Optional<Severity> severity = severity(values.get("severity"), item.place(), problems);
        if (problems.list().size() > before || severity.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new DqdlHeader(
                id,
                values.getOrDefault("words", ""),
                severity.get(),
                values.get("owner"),
                values.get("expected"),
                values.get("rows")));
    }

    private static Map<String, String> entries(DqdlText.Item item, Problems problems) {
        Map<String, String> values = new LinkedHashMap<>();
        String last = "";
        for (DqdlText.Comment comment : item.comments()) {
            Matcher entry = ENTRY.matcher(comment.text());
            Matcher more = MORE.matcher(comment.text());
            if (comment.text().startsWith("#")) {
                continue;
            }
            if (more.matches() && !last.isEmpty()) {
                values.merge(last, more.group(1).strip(), (a, b) -> a + " " + b);
            } else if (!entry.matches()) {
                problems.add(comment.place(), "", "Expected \"# key: value\"; begin a remark for readers with ##");
            } else {
                last = entry.group(1);
                if (!KEYS.contains(last)) {
                    problems.add(comment.place(), last, "Unknown key \"" + last + "\"" + NearestName.hint(last, KEYS));
                } else if (values.put(last, entry.group(2).strip()) != null) {
                    problems.add(comment.place(), last, "The key stands twice");
                }
            }
        }
        return values;
    }

    private static Optional<Severity> severity(@Nullable String word, Place place, Problems problems) {
        if (word == null || word.isBlank()) {
            return Optional.empty();
        }
        List<String> valid =
                Arrays.stream(Severity.values()).map(Severity::word).toList();
        if (!valid.contains(word)) {
            problems.add(place, "severity", "Invalid value \"" + word + "\"" + NearestName.hint(word, valid));
            return Optional.empty();
        }
        return Optional.of(Severity.values()[valid.indexOf(word)]);
    }
}
