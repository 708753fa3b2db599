package io.tallyhouse.sources.redact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallyhouse.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Texts in which somebody else marked what is personal, and what a redactor makes of them. */
final class LabelledSet {
    private static final Map<String, PiiKind> LABELS = Map.of(
            "EMAIL_ADDRESS", PiiKind.EMAIL,
            "PHONE_NUMBER", PiiKind.PHONE,
            "CREDIT_CARD", PiiKind.CARD,
            "IBAN_CODE", PiiKind.IBAN);

    /** Counts for one kind: marked spans, those covered by finds, finds, those that touch a mark of the kind. */
    record Score(int marked, int covered, int found, int right) {
        double recall() {
            return (double) covered / marked;
        }

        double precision() {
            return (double) right / found;
        }
    }

    private record Labelled(String text, List<PiiSpan> spans) {}

    private final List<Labelled> texts = new ArrayList<>();

    LabelledSet(String... files) throws IOException {
        Set<String> seen = new HashSet<>();
        for (String file : files) {
            for (String line : Files.readAllLines(TestData.file("samples/j-pii/" + file))) {
                JsonNode node = new ObjectMapper().readTree(line);
                String text = node.get("full_text").asText();
                if (seen.add(text)) {
                    texts.add(new Labelled(text, spans(text, node.get("spans"))));
                }
            }
        }
    }

    private static List<PiiSpan> spans(String text, JsonNode marks) {
        List<PiiSpan> spans = new ArrayList<>();
        for (JsonNode mark : marks) {
            PiiKind kind = LABELS.get(mark.get("entity_type").asText());
            if (kind != null) {
                // Offsets count code points.
                spans.add(new PiiSpan(
                        kind,
                        text.offsetByCodePoints(0, mark.get("start_position").asInt()),
                        text.offsetByCodePoints(0, mark.get("end_position").asInt())));
            }
        }
        return spans;
    }

    int size() {
        return texts.size();
    }

    Map<PiiKind, Score> score(Redactor redactor, List<String> mistakes) {
        Map<PiiKind, int[]> counts = new EnumMap<>(PiiKind.class);
        for (PiiKind kind : PiiKind.values()) {
            counts.put(kind, new int[4]);
        }
        for (Labelled labelled : texts) {
            List<PiiSpan> found = redactor.find(labelled.text());
            for (PiiSpan mark : labelled.spans()) {
                int[] c = counts.get(mark.kind());
                c[0]++;
                boolean covered = found.stream().anyMatch(f -> f.start() <= mark.start() && f.end() >= mark.end());
                c[1] += covered ? 1 : 0;
                if (!covered) {
                    mistakes.add("missed " + mark.kind() + " " + labelled.text().substring(mark.start(), mark.end()));
                }
            }
            for (PiiSpan find : found) {
                int[] c = counts.get(find.kind());
                c[2]++;
                boolean right = labelled.spans().stream().anyMatch(m -> m.kind() == find.kind() && m.overlaps(find));
                c[3] += right ? 1 : 0;
                if (!right) {
                    mistakes.add("wrong " + find.kind() + " " + labelled.text().substring(find.start(), find.end()));
                }
            }
        }
        Map<PiiKind, Score> scores = new EnumMap<>(PiiKind.class);
        counts.forEach((kind, c) -> scores.put(kind, new Score(c[0], c[1], c[2], c[3])));
        return scores;
    }
}
