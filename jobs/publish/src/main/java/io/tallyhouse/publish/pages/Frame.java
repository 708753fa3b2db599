package io.tallyhouse.publish.pages;

import io.tallyhouse.publish.kpi.GroupState;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What all pages share: head, navigation, banner, footer with the publication. */
final class Frame {
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String POLICY =
            "default-src 'none'; script-src 'self' file:; style-src 'self' file: 'unsafe-inline';"
                    + " img-src 'self' data:; base-uri 'none'; form-action 'none'";

    private final PageOptions options;
    private final List<GroupState> groups;

    Frame(PageOptions options, List<GroupState> groups) {
        this.options = options;
        this.groups = groups;
    }

    PageOptions options() {
        return options;
    }

    Optional<GroupState> group(String name) {
        return groups.stream().filter(g -> g.name().equals(name)).findFirst();
    }

    /** Up to when a group's events were counted. */
    @Nullable
    Instant asOf(String group) {
        return group(group).map(GroupState::asOf).orElse(null);
    }

    static String minutes(@Nullable Instant instant) {
        return instant == null ? "never" : MINUTES.format(instant);
    }

    /**
     * Begins a page, up to and including the opening of {@code main}.
     *
     * @param root relative path to the pages' folder, empty or ending in a slash
     * @param here which entry of the navigation this is
     */
    Html begin(String root, String title, String here) {
        Html html = new Html();
        html.open("html", "lang", "en").newline().open("head");
        html.empty("meta", "charset", "utf-8");
        html.empty("meta", "http-equiv", "Content-Security-Policy", "content", POLICY);
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.empty("meta", "name", "color-scheme", "content", "light dark");
        html.element("title", title + " · " + options.title());
        html.empty("link", "rel", "stylesheet", "href", root + "assets/style.css");
        html.close("head").newline().open("body");
        html.element("a", "Skip to content", "class", "skip", "href", "#content");
        if (options.simulated()) {
            html.element(
                    "p",
                    "Simulated data: a made-up organisation, not a real one.",
                    "class",
                    "simulated",
                    "role",
                    "note");
        }
        html.open("header").element("a", options.title(), "class", "brand", "href", root + "index.html");
        html.open("nav", "aria-label", "Pages");
        link(html, root + "index.html", "Scorecard", here);
        link(html, root + "conformance.html", "Conformance", here);
        link(html, root + "dictionary.html", "Dictionary", here);
        return html.close("header").newline().open("main", "id", "content").newline();
    }

    private static void link(Html html, String href, String label, String here) {
        if (label.equals(here)) {
            html.element("a", label, "href", href, "aria-current", "page");
        } else {
            html.element("a", label, "href", href);
        }
    }

    /** Ends a page. */
    String end(Html html, String... scripts) {
        html.close("main").newline().open("footer");
        GroupState newest = GroupState.newest(groups).orElse(null);
        if (newest == null) {
            html.element("p", "Nothing was published yet.");
        } else {
            html.open("dl", "class", "publication");
            entry(html, "As of", minutes(newest.asOf()));
            entry(html, "Publication", String.valueOf(newest.publicationId()));
            entry(html, "Run", String.valueOf(newest.runId()));
            entry(html, "Published", minutes(newest.publishedAt()));
            html.close("dl");
        }
        html.close("footer");
        for (String script : scripts) {
            html.open("script", "src", script).close();
        }
        return html.close("html").page();
    }

    static void entry(Html html, String term, String text) {
        html.open("div").element("dt", term).element("dd", text).close();
    }

    /** Says since when and why a group shows an earlier publication. */
    void heldBackNote(Html html, String group) {
        group(group).filter(GroupState::heldBack).ifPresent(g -> {
            html.open("p", "class", "held", "role", "note")
                    .element("strong", "Held back")
                    .text(" since " + minutes(g.heldBackSince()) + ": " + g.reason() + ". ");
            html.text(
                            g.publicationId() == null
                                    ? "It was never published."
                                    : "These figures are as of " + minutes(g.asOf()) + ", publication "
                                            + g.publicationId() + ".")
                    .close();
        });
    }
}
