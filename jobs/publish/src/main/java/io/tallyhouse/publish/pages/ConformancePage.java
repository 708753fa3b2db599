package io.tallyhouse.publish.pages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallyhouse.publish.duckdb.ConformanceMarts;
import io.tallyhouse.publish.duckdb.ConformanceMarts.DeviationCases;
import io.tallyhouse.publish.duckdb.ConformanceMarts.ModelCases;
import io.tallyhouse.publish.duckdb.ConformanceMarts.VariantCases;
import io.tallyhouse.publish.kpi.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How cases run beside their process models: the costliest deviations, and the most frequent variants with theirs in place. */
final class ConformancePage {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DEVIATIONS = 10;
    private static final int VARIANTS = 20;
    private static final int STEPS = 60;

    private final Frame frame;
    private final ConformanceMarts marts;

    ConformancePage(Frame frame, ConformanceMarts marts) {
        this.frame = frame;
        this.marts = marts;
    }

    String render() {
        Html html = frame.begin("", "Conformance", "Conformance");
        html.element("h1", "Conformance");
        html.element(
                "p",
                "Completed cases beside the process model in force when they started, by optimal alignments.",
                "class",
                "lead");
        frame.heldBackNote(html, "conformance");
        List<ModelCases> models = marts.arePublished() ? marts.models() : List.of();
        if (models.isEmpty()) {
            html.element("p", "No case with a process model was completed yet.", "class", "held");
            return frame.end(html);
        }
        List<VariantCases> variants = marts.variants(VARIANTS);
        List<DeviationCases> deviations = marts.deviations(DEVIATIONS);
        for (ModelCases model : models) {
            html.open("section").element("h2", model.processModel());
            facts(html, model);
            deviations(
                    html,
                    deviations.stream()
                            .filter(d -> d.processModel().equals(model.processModel()))
                            .toList());
            variants(
                    html,
                    model,
                    variants.stream()
                            .filter(v -> v.processModel().equals(model.processModel()))
                            .toList());
            html.close("section").newline();
        }
        return frame.end(html);
    }

    private static void facts(Html html, ModelCases model) {
        html.open("dl", "class", "facts");
        Frame.entry(html, "Cases", Figures.count(model.cases()));
        Frame.entry(html, "Variants", Figures.count(model.variants()));
        Frame.entry(html, "Runs of the model", Figures.count(model.conforming()));
        Frame.entry(html, "Not evaluated", Figures.count(model.notEvaluated()));
        html.close("dl").newline();
    }

    private static void deviations(Html html, List<DeviationCases> rows) {
        if (rows.isEmpty()) {
            return;
        }
        String caption =
                "The costliest deviations. Excess is touch time beyond the mean of conforming cases of the same workflow"
                        + " and priority; accepted ones count all the same.";
        head(
                html,
                caption,
                List.of("Shown as", "Activity"),
                List.of("Number", "Cases", "Accepted", "Excess hours", "Money"));
        for (DeviationCases row : rows) {
            html.newline()
                    .open("tr")
                    .element("th", row.shownAs(), "scope", "row")
                    .element("td", row.activity());
            number(html, Figures.count(row.deviations()));
            number(html, Figures.count(row.cases()));
            number(html, Figures.count(row.accepted()));
            number(
                    html,
                    row.excessHours() == null
                            ? "–"
                            : String.format(Locale.ROOT, "%,.1f", row.excessHours()) + of(row.timed(), row));
            number(
                    html,
                    row.excessCost() == null
                            ? "–"
                            : String.format(Locale.ROOT, "%,.2f", row.excessCost()) + " " + row.currency()
                                    + of(row.priced(), row));
            html.close("tr");
        }
        html.close("div").newline();
        html.element("p", "The rows, and why the excess of some is not known, on marts.duckdb:");
        html.open("pre")
                .element("code", """
                        SELECT ticket_key, completed_at, position, shown_as, activity, expected,
                          excess_seconds, excess_cost, currency, excess_missing, is_accepted
                        FROM fct_deviation
                        WHERE process_model = %s
                        ORDER BY excess_seconds DESC NULLS LAST, ticket_key, deviation""".formatted(text(rows.get(0).processModel())))
                .close()
                .newline();
    }

    /** A sum over some of the rows says over how many. */
    private static String of(long known, DeviationCases row) {
        return known == row.deviations() ? "" : " (of " + Figures.count(known) + ")";
    }

    private static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    private static void variants(Html html, ModelCases model, List<VariantCases> rows) {
        html.open("p", "class", "legend").text("Steps: ");
        chip(html, "as the model says", "");
        chip(html, "inserted", "inserted");
        chip(html, "skipped", "skipped");
        html.close();
        String caption = rows.size() < model.variants()
                ? "The " + rows.size() + " most frequent of " + Figures.count(model.variants()) + " variants"
                : "All variants";
        head(html, caption, List.of("Steps"), List.of("Cases", "Share", "Cost", "Fitness"));
        for (VariantCases row : rows) {
            html.newline().open("tr").open("th", "scope", "row", "class", "trace");
            steps(html, row);
            html.close();
            number(html, Figures.count(row.cases()));
            number(html, String.format(Locale.ROOT, "%.1f %%", 100.0 * row.cases() / model.cases()));
            number(html, row.cost() == null ? "not evaluated" : Figures.count(row.cost()));
            number(html, row.fitness() == null ? "–" : String.format(Locale.ROOT, "%.3f", row.fitness()));
            html.close("tr");
        }
        html.close("div").newline();
    }

    private static void head(Html html, String caption, List<String> texts, List<String> numbers) {
        html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", caption);
        html.open("table").element("caption", caption).open("thead").open("tr");
        texts.forEach(t -> html.element("th", t, "scope", "col"));
        numbers.forEach(n -> html.element("th", n, "scope", "col", "class", "n"));
        html.close("thead").open("tbody");
    }

    private static void number(Html html, String text) {
        html.element("td", text, "class", "n");
    }

    /** The steps of the case, and before each the ones that the model has there and the case has not. */
    private static void steps(Html html, VariantCases row) {
        List<String> steps = new ArrayList<>();
        read(row.steps()).forEach(s -> steps.add(s.asText()));
        JsonNode deviations = read(row.deviations());
        int shown = Math.min(steps.size(), STEPS);
        for (int i = 0; i <= shown; i++) {
            boolean inserted = false;
            for (JsonNode deviation : deviations) {
                if (deviation.path("position").asInt() == i) {
                    boolean skipped = deviation.path("kind").asText().equals("skipped");
                    inserted |= !skipped;
                    if (skipped) {
                        chip(html, deviation.path("activity").asText(), "skipped");
                    }
                }
            }
            if (i < shown) {
                chip(html, steps.get(i), inserted ? "inserted" : "");
            }
        }
        if (shown < steps.size()) {
            html.text("… " + (steps.size() - shown) + " more");
        }
    }

    private static void chip(Html html, String text, String kind) {
        if (kind.isEmpty()) {
            html.element("span", text, "class", "step");
        } else {
            html.element("span", text, "class", "step " + kind, "title", kind);
        }
        html.text(" ");
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot read a variant of the marts: " + e.getOriginalMessage(), e);
        }
    }
}
