package io.tallyhouse.publish.explain;

import io.tallyhouse.catalogue.metric.Metric;
import io.tallyhouse.catalogue.metric.Metric.Dimension;
import io.tallyhouse.catalogue.metric.Metric.Grain;
import io.tallyhouse.catalogue.yaml.NearestName;
import io.tallyhouse.publish.kpi.KpiRow;
import io.tallyhouse.publish.kpi.Periods;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The one published figure that a person asks for, or an error that says what there is instead. */
public final class FigureChoice {
    private static final List<Grain> COARSEST =
            List.of(Grain.QUARTER, Grain.MONTH, Grain.WEEK, Grain.DAY, Grain.TRAILING28, Grain.ALL);

    private final Metric metric;
    private final String name;
    private final List<KpiRow> rows;

    /**
     * @param name the metric's name, or that of a part of it
     * @param rows published rows of that name
     */
    public FigureChoice(Metric metric, String name, List<KpiRow> rows) {
        this.metric = metric;
        this.name = name;
        this.rows = rows.stream().filter(r -> r.metric().equals(name)).toList();
    }

    /**
     * @param period as {@link PeriodName} reads it; null for the latest one with a value, of the longest calendar period
     * @param members by dimension; others are not split
     * @throws IllegalArgumentException when there is no such figure
     */
    public KpiRow choose(@Nullable String period, Map<Dimension, String> members) {
        if (rows.isEmpty()) {
            throw new IllegalArgumentException(
                    "Nothing was published for " + name + " yet; publish with: tallyhouse nightly");
        }
        List<KpiRow> ofMembers = ofMembers(new TreeMap<>(members));
        return period == null ? latest(ofMembers) : find(period, ofMembers);
    }

    private List<KpiRow> ofMembers(Map<Dimension, String> members) {
        Set<Dimension> asked = members.keySet();
        if (!asked.isEmpty()
                && metric.splits().stream().noneMatch(s -> Set.copyOf(s).equals(asked))) {
            throw new IllegalArgumentException("Cannot explain " + name + " by " + words(asked)
                    + ": it is not split so; it is split by "
                    + metric.splits().stream().map(FigureChoice::words).collect(Collectors.joining(", or by ")));
        }
        List<KpiRow> split = rows.stream()
                .filter(r -> splitBy(r, asked) || asked.isEmpty() && r.total())
                .toList();
        members.forEach((dimension, member) -> {
            Set<String> known =
                    split.stream().map(r -> member(r, dimension)).collect(Collectors.toCollection(TreeSet::new));
            if (!known.contains(member)) {
                throw new IllegalArgumentException("Unknown " + word(dimension) + " \"" + member + "\" of " + name
                        + NearestName.hint(member, known));
            }
        });
        List<KpiRow> found = split.stream()
                .filter(r -> members.entrySet().stream()
                        .allMatch(m -> member(r, m.getKey()).equals(m.getValue())))
                .toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException("There is no figure of " + name + " for " + members.values()
                    + " together; see what there is with: tallyhouse kpi " + metric.name() + " --json");
        }
        return found;
    }

    private static boolean splitBy(KpiRow row, Set<Dimension> dimensions) {
        for (Dimension dimension : Dimension.values()) {
            if (!member(row, dimension).equals(KpiRow.ALL) != dimensions.contains(dimension)) {
                return false;
            }
        }
        return true;
    }

    private KpiRow latest(List<KpiRow> candidates) {
        for (Grain grain : COARSEST) {
            List<KpiRow> valued = ordered(candidates, grain).stream()
                    .filter(r -> r.value() != null)
                    .toList();
            if (!valued.isEmpty()) {
                return valued.get(valued.size() - 1);
            }
        }
        // Nowhere a value: then the one over all time says why.
        return candidates.stream()
                .filter(r -> r.grain() == Grain.ALL)
                .findFirst()
                .orElse(candidates.get(candidates.size() - 1));
    }

    private KpiRow find(String period, List<KpiRow> candidates) {
        Set<Grain> grains = EnumSet.noneOf(Grain.class);
        rows.forEach(r -> grains.add(r.grain()));
        PeriodName asked = PeriodName.parse(period, grains);
        List<KpiRow> ofGrain = ordered(candidates, asked.grain());
        if (ofGrain.isEmpty()) {
            throw new IllegalArgumentException("There is no figure of " + name + " by " + Periods.noun(asked.grain())
                    + "; there are figures by "
                    + grains.stream().map(Periods::noun).collect(Collectors.joining(", ")));
        }
        LocalDate day = asked.day();
        if (day == null) {
            return ofGrain.get(ofGrain.size() - 1);
        }
        return ofGrain.stream()
                .filter(r -> PeriodName.anchor(r).equals(day))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no figure of " + name + " for " + period + "; " + neighbours(ofGrain, day)));
    }

    private static String neighbours(List<KpiRow> ofGrain, LocalDate day) {
        List<String> near = new ArrayList<>();
        ofGrain.stream()
                .filter(r -> PeriodName.anchor(r).isBefore(day))
                .reduce((older, newer) -> newer)
                .ifPresent(r -> near.add("the one before it is " + Periods.typed(r)));
        ofGrain.stream()
                .filter(r -> PeriodName.anchor(r).isAfter(day))
                .findFirst()
                .ifPresent(r -> near.add("the one after it is " + Periods.typed(r)));
        return String.join(", ", near);
    }

    private static List<KpiRow> ordered(List<KpiRow> rows, Grain grain) {
        return rows.stream()
                .filter(r -> r.grain() == grain)
                .sorted(Comparator.comparing(PeriodName::anchor))
                .toList();
    }

    private static String member(KpiRow row, Dimension dimension) {
        return row.members().getOrDefault(dimension, KpiRow.ALL);
    }

    static String word(Dimension dimension) {
        return dimension.name().toLowerCase(Locale.ROOT);
    }

    private static String words(Iterable<Dimension> dimensions) {
        List<String> words = new ArrayList<>();
        dimensions.forEach(d -> words.add(word(d)));
        return String.join(" and ", words);
    }
}
