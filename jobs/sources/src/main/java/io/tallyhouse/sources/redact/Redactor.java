package io.tallyhouse.sources.redact;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Replaces e-mail addresses, IBANs, card numbers and phone numbers by placeholders such as {@code [EMAIL]}.
 *
 * <p>Finds by form and check digit only: names, addresses and national ids stay. Its recall and precision are measured on a
 * labelled set by its test.
 */
public final class Redactor {
    /** Regions whose phone numbers are known without country code when nothing else is configured. */
    public static final List<String> DEFAULT_REGIONS = List.of("US", "GB", "DE");

    private final PhoneFinder phones;

    /** @param phoneRegions ISO 3166 codes of regions whose phone numbers are found without country code */
    public Redactor(List<String> phoneRegions) {
        this.phones = new PhoneFinder(phoneRegions);
    }

    /** What is found in a text, in its order, without overlaps. */
    public List<PiiSpan> find(String text) {
        List<PiiSpan> candidates = new ArrayList<>();
        EmailFinder.find(text, candidates);
        IbanFinder.find(text, candidates);
        CardFinder.find(text, candidates);
        phones.find(text, candidates);
        List<PiiSpan> spans = new ArrayList<>();
        candidates.stream()
                .sorted(Comparator.comparing(PiiSpan::kind).thenComparing(s -> s.start() - s.end()))
                .filter(candidate -> spans.stream().noneMatch(candidate::overlaps))
                .forEach(spans::add);
        spans.sort(Comparator.comparingInt(PiiSpan::start));
        return spans;
    }

    /** @param found is told each find, for counting */
    public String redact(String text, Consumer<PiiKind> found) {
        List<PiiSpan> spans = find(text);
        if (spans.isEmpty()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int from = 0;
        for (PiiSpan span : spans) {
            out.append(text, from, span.start()).append(span.kind().placeholder());
            from = span.end();
            found.accept(span.kind());
        }
        return out.append(text, from, text.length()).toString();
    }
}
