package io.tallyhouse.quality.rule;

import io.tallyhouse.catalogue.yaml.Place;
import io.tallyhouse.catalogue.yaml.Problems;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a rule file into its rules without judging them, so that a mistake in one is reported at its own line and beside those of the
 * others. A file holds comments and one list {@code Rules = [ … ]}; a rule's comments stand before it.
 */
final class DqdlText {
    /**
     * One rule as it stands in the file.
     *
     * @param text without comments, trimmed
     * @param place its first character
     * @param comments comment lines before it, without the {@code #}
     */
    record Item(String text, Place place, List<Comment> comments) {}

    /** A comment line without its {@code #}. */
    record Comment(String text, Place place) {}

    private final String file;
    private final String text;
    private final Problems problems;
    private final List<Item> items = new ArrayList<>();
    private int at;
    private int line = 1;
    private int column = 1;

    private DqdlText(String file, String text, Problems problems) {
        this.file = file;
        this.text = text;
        this.problems = problems;
    }

    static List<Item> items(String file, String text, Problems problems) {
        DqdlText cutter = new DqdlText(file, text.replace("\r\n", "\n"), problems);
        if (cutter.head()) {
            cutter.body();
        }
        return cutter.items;
    }

    /** Walks over comments and {@code Rules = [}. */
    private boolean head() {
        StringBuilder head = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '[') {
            if (text.charAt(at) == '#') {
                comment();
            } else {
                head.append(next());
            }
        }
        if (at == text.length() || !head.toString().strip().matches("Rules\\s*=")) {
            problems.add(new Place(file, line, column), "", "Invalid rule file: expected Rules = [ … ]");
            return false;
        }
        next();
        return true;
    }

    private void body() {
        List<Comment> comments = new ArrayList<>();
        StringBuilder rule = new StringBuilder();
        Place start = here();
        int depth = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#') {
                Place place = here();
                comments.add(new Comment(comment(), place));
                continue;
            }
            if (depth == 0 && (c == ',' || c == ']')) {
                finish(rule, start, comments, c == ']');
                rule.setLength(0);
                comments = new ArrayList<>();
                next();
                if (c == ']') {
                    tail();
                    return;
                }
                continue;
            }
            if (rule.toString().isBlank() && !Character.isWhitespace(c)) {
                start = here();
            }
            depth += c == '[' || c == '(' ? 1 : c == ']' || c == ')' ? -1 : 0;
            rule.append(c == '"' ? quoted() : String.valueOf(next()));
        }
        problems.add(here(), "", "Invalid rule file: the list of rules is not closed by ]");
    }

    private void finish(StringBuilder rule, Place start, List<Comment> comments, boolean last) {
        String body = rule.toString().strip();
        if (!body.isEmpty()) {
            items.add(new Item(body, start, List.copyOf(comments)));
        } else if (!last || !comments.isEmpty()) {
            problems.add(here(), "", "Expected a rule before this " + (last ? "]" : ","));
        }
    }

    private void tail() {
        while (at < text.length()) {
            if (text.charAt(at) == '#') {
                comment();
            } else if (Character.isWhitespace(text.charAt(at))) {
                next();
            } else {
                problems.add(here(), "", "Nothing but comments may follow the list of rules");
                return;
            }
        }
    }

    private String quoted() {
        Place place = here();
        StringBuilder quoted = new StringBuilder().append(next());
        while (at < text.length()) {
            char c = next();
            quoted.append(c);
            if (c == '\\' && at < text.length()) {
                quoted.append(next());
            } else if (c == '"') {
                return quoted.toString();
            }
        }
        problems.add(place, "", "The text that begins here has no closing quote");
        return quoted.toString();
    }

    private String comment() {
        int from = at + 1;
        while (at < text.length() && text.charAt(at) != '\n') {
            next();
        }
        return text.substring(from, at);
    }

    private Place here() {
        return new Place(file, line, column);
    }

    private char next() {
        char c = text.charAt(at++);
        if (c == '\n') {
            line++;
            column = 1;
        } else {
            column++;
        }
        return c;
    }
}
