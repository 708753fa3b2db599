package io.tallyhouse.conformance;

import io.tallyhouse.mining.align.Deviation;
import io.tallyhouse.mining.align.Footprint.Strange;
import io.tallyhouse.mining.align.ShownAs;
import io.tallyhouse.mining.conformance.ConformanceReport;
import io.tallyhouse.mining.conformance.ConformanceReport.AtPlace;
import io.tallyhouse.mining.conformance.ConformanceReport.Firings;
import io.tallyhouse.mining.conformance.ConformanceReport.Tokens;
import io.tallyhouse.mining.conformance.DeviationCount;
import io.tallyhouse.mining.conformance.LogVariants;
import io.tallyhouse.terminal.Cell;
import io.tallyhouse.terminal.Grid;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the conformance command says, for a person or a program.
 *
 * @param variants the log
 * @param strange steps after one another that the model never has; empty where that is not known
 * @param report what it is worth beside the model
 * @param seconds how long it took
 * @param notes what whoever uses the figures should know
 */
record ConformanceOutput(
        LogVariants variants,
        Optional<Strange> strange,
        ConformanceReport report,
        Seconds seconds,
        List<String> notes) {
    /** What a person reads; all of them are in the JSON. */
    private static final int DEVIATIONS = 10;

    private static final int NAME_LENGTH = 60;

    /** Names of what the model expects, in a line. */
    private static final int EXPECTED = 3;

    /** How long each phase took. */
    record Seconds(double read, double model, double evaluate) {}

    /** One object, in this order of keys. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("cases", variants.cases());
        json.put("events", variants.events());
        json.put("variants", variants.variants().size());
        json.put("steps", variants.naming());
        json.put("fitting_cases", report.fitting());
        json.put("not_evaluated", report.notEvaluated());
        json.put(
                "total_cost",
                report.totalCost().isPresent() ? report.totalCost().getAsLong() : null);
        json.put("mean_fitness", orNull(report.meanFitness()));
        json.put("log_fitness", orNull(report.logFitness()));
        json.put("precision", orNull(report.precision()));
        report.tokens().ifPresent(tokens -> {
            json.put("produced", tokens.produced());
            json.put("consumed", tokens.consumed());
            json.put("missing", tokens.missing());
            json.put("remaining", tokens.remaining());
            json.put("unknown_events", tokens.unknownEvents());
            json.put(
                    "places",
                    tokens.places().stream().map(ConformanceOutput::json).toList());
            json.put(
                    "transitions",
                    tokens.transitions().stream().map(ConformanceOutput::json).toList());
        });
        json.put("footprint", strange.map(ConformanceOutput::json).orElse(null));
        json.put(
                "deviations",
                report.deviations().stream().map(ConformanceOutput::json).toList());
        json.put("notes", notes);
        Map<String, Object> phases = new LinkedHashMap<>();
        phases.put("read", seconds.read());
        phases.put("model", seconds.model());
        phases.put("evaluate", seconds.evaluate());
        json.put("seconds", phases);
        return json;
    }

    private static Map<String, Object> json(Strange strange) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("deviating_cases", strange.cases());
        List<Map<String, Object>> pairs = new ArrayList<>();
        strange.pairs().forEach((pair, cases) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("from", pair.from());
            one.put("to", pair.to());
            one.put("cases", cases);
            pairs.add(one);
        });
        json.put("strange_pairs", pairs);
        return json;
    }

    private static Map<String, Object> json(DeviationCount deviation) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("shown_as", lower(deviation.shownAs()));
        json.put("kind", lower(deviation.kind()));
        json.put("activity", deviation.activity());
        json.put("cost", deviation.cost());
        json.put("cases", deviation.cases());
        json.put("times", deviation.times());
        Map<String, Object> example = new LinkedHashMap<>();
        example.put("position", deviation.example().position());
        example.put("expected", deviation.example().expected());
        json.put("example", example);
        return json;
    }

    private static Map<String, Object> json(AtPlace at) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("place", at.place());
        json.put("produced", at.produced());
        json.put("consumed", at.consumed());
        json.put("missing", at.missing());
        json.put("remaining", at.remaining());
        return json;
    }

    private static Map<String, Object> json(Firings firings) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("transition", firings.transition());
        json.put("activity", firings.label());
        json.put("fired", firings.fired());
        json.put("forced", firings.forced());
        return json;
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    /** The figures, and the costliest deviations. */
    void print(PrintStream out) {
        line(out, "cases", Grid.count(variants.cases()));
        line(out, "events", Grid.count(variants.events()));
        line(out, "variants", Grid.count(variants.variants().size()));
        line(out, "steps", variants.naming());
        line(out, "fitting cases", Grid.count(report.fitting()) + share());
        strange.ifPresent(s -> line(
                out,
                "strange pairs",
                "%s of steps after one another, in %s cases"
                        .formatted(Grid.count(s.pairs().size()), Grid.count(s.cases()))));
        line(out, "not evaluated", Grid.count(report.notEvaluated()));
        report.totalCost().ifPresent(cost -> line(out, "total cost", Grid.count(cost)));
        line(out, "log fitness", figure(report.logFitness()));
        line(out, "mean fitness", figure(report.meanFitness()));
        if (report.tokens().isPresent()) {
            Tokens tokens = report.tokens().get();
            line(out, "tokens produced", Grid.count(tokens.produced()));
            line(out, "tokens consumed", Grid.count(tokens.consumed()));
            line(out, "tokens missing", Grid.count(tokens.missing()));
            line(out, "tokens remaining", Grid.count(tokens.remaining()));
            line(out, "unknown events", Grid.count(tokens.unknownEvents()));
        } else {
            line(out, "precision", figure(report.precision()));
        }
        line(
                out,
                "seconds",
                String.format(
                        Locale.ROOT,
                        "read %.3f, model %.3f, evaluate %.3f",
                        seconds.read(),
                        seconds.model(),
                        seconds.evaluate()));
        notes.forEach(note -> line(out, "note", note));
        if (!report.deviations().isEmpty()) {
            out.println();
            printDeviations(out);
        }
        report.tokens().ifPresent(tokens -> printForced(out, tokens));
    }

    /** Activities that came although the model was not so far. */
    private static void printForced(PrintStream out, Tokens tokens) {
        Grid grid = new Grid("activity", "#times", "#tokens were missing");
        List<Firings> forced = tokens.transitions().stream()
                .filter(f -> f.forced() > 0)
                .sorted(Comparator.comparingLong(Firings::forced).reversed())
                .limit(DEVIATIONS)
                .toList();
        if (!forced.isEmpty()) {
            out.println();
            forced.forEach(
                    f -> grid.row(shortened(String.valueOf(f.label())), Grid.count(f.fired()), Grid.count(f.forced())));
            grid.print(out);
        }
    }

    private String share() {
        return report.evaluated() == 0
                ? ""
                : String.format(Locale.ROOT, " (%.1f %%)", 100.0 * report.fitting() / report.evaluated());
    }

    private void printDeviations(PrintStream out) {
        Grid grid =
                new Grid("deviation", "activity", "#cost", "#cases", "#times", "expected in the most frequent variant");
        report.deviations().stream()
                .limit(DEVIATIONS)
                .forEach(d -> grid.row(
                        called(d),
                        shortened(d.activity()),
                        Grid.count(d.cost()),
                        Grid.count(d.cases()),
                        Grid.count(d.times()),
                        expected(d.example().expected())));
        grid.print(out);
        if (report.deviations().size() > DEVIATIONS) {
            out.println("  the %d costliest of %,d; all with --json"
                    .formatted(DEVIATIONS, report.deviations().size()));
        }
    }

    /** A swapped step is missing at one place and stands at another. */
    private static String called(DeviationCount deviation) {
        if (deviation.shownAs() != ShownAs.SWAPPED) {
            return lower(deviation.shownAs());
        }
        return deviation.kind() == Deviation.Kind.SKIPPED ? "swapped, from here" : "swapped, to here";
    }

    private static String expected(List<String> labels) {
        if (labels.isEmpty()) {
            return "the end";
        }
        String some = labels.stream()
                .limit(EXPECTED)
                .map(ConformanceOutput::shortened)
                .collect(Collectors.joining(" or "));
        return labels.size() > EXPECTED ? some + " or %d more".formatted(labels.size() - EXPECTED) : some;
    }

    /** What a person can read in a line; the JSON has it whole. */
    static String shortened(String name) {
        return name.codePointCount(0, name.length()) <= NAME_LENGTH
                ? name
                : name.substring(0, name.offsetByCodePoints(0, NAME_LENGTH)) + "…";
    }

    static void line(PrintStream out, String name, String value) {
        out.printf(Locale.ROOT, "%-17s %s%n", name, Cell.harmless(value));
    }

    private static String figure(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.10f", value.getAsDouble()) : "–";
    }
}
