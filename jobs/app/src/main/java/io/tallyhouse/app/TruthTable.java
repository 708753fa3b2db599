package io.tallyhouse.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallyhouse.publish.kpi.KpiRow;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Measured totals beside those of the simulation: over all weeks, and for what has no value over all weeks, such as a growth, how many
 * of the weeks are equal.
 */
final class TruthTable {
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private final JsonNode truth;
    private final Map<String, KpiRow> totals = new TreeMap<>();

    /** @param rows published figures, at least all totals */
    TruthTable(JsonNode truth, List<KpiRow> rows) {
        this.truth = truth;
        rows.stream()
                .filter(KpiRow::total)
                .forEach(r -> totals.put(
                        key(r.metric(), r.grain().name(), r.periodStart().toString()), r));
    }

    /** All days begin with whatever there is. */
    private static String key(String metric, String grain, String start) {
        String length = grain.toLowerCase(Locale.ROOT);
        return String.join("|", metric, length, length.equals("all") ? "" : start);
    }

    /** One per figure that both know, by name. */
    List<String> lines() {
        Map<String, String> lines = new TreeMap<>();
        Map<String, int[]> weeks = new TreeMap<>();
        for (JsonNode row : truth.path("kpis")) {
            String name = row.path("metric").asText().replace("sla_breach_rate_resolution", "sla_breach_rate");
            String grain = row.path("grain").asText();
            KpiRow measured =
                    totals.get(key(name, grain, row.path("period_start").asText()));
            if (measured == null || !row.path("workflow").asText().equals("All")) {
                continue;
            }
            if (grain.equals("all")) {
                lines.put(name, line(name, measured(measured), expected(measured, row), isEqual(measured, row)));
            } else if (grain.equals("week")) {
                int[] counts = weeks.computeIfAbsent(name, n -> new int[2]);
                counts[0]++;
                counts[1] += isEqual(measured, row) ? 1 : 0;
            }
        }
        weeks.forEach((name, counts) -> lines.putIfAbsent(
                name, line(name, counts[1] + " weeks the same", counts[0] + " weeks", counts[0] == counts[1])));
        return List.copyOf(lines.values());
    }

    private static String line(String name, String measured, String expected, boolean equal) {
        return String.format(
                Locale.ROOT, "  %-28s %24s   truth %24s   %s", name, measured, expected, equal ? "equal" : "DIFFERENT");
    }

    private static boolean isMedian(JsonNode truth) {
        return truth.has("lower_middle");
    }

    private static BigDecimal median(JsonNode truth) {
        return BigDecimal.valueOf(truth.path("lower_middle").asLong())
                .add(BigDecimal.valueOf(truth.path("upper_middle").asLong()))
                .divide(TWO);
    }

    private static boolean isEqual(KpiRow measured, JsonNode truth) {
        if (isMedian(truth)) {
            Double value = measured.value();
            Long n = measured.n();
            return value != null
                    && n != null
                    && BigDecimal.valueOf(value).compareTo(median(truth)) == 0
                    && n == truth.path("n").asLong();
        }
        BigDecimal below = measured.denominator();
        return same(measured.numerator(), truth.path("numerator").asLong())
                && (below == null || same(below, truth.path("denominator").asLong()));
    }

    private static boolean same(@Nullable BigDecimal measured, long expected) {
        return measured != null && measured.compareTo(BigDecimal.valueOf(expected)) == 0;
    }

    private static String measured(KpiRow row) {
        BigDecimal above = row.numerator();
        BigDecimal below = row.denominator();
        Double value = row.value();
        if (above == null) {
            return value == null ? "–" : plain(BigDecimal.valueOf(value)) + " of " + row.n();
        }
        return below == null ? plain(above) : plain(above) + " / " + plain(below);
    }

    private static String expected(KpiRow measured, JsonNode truth) {
        if (isMedian(truth)) {
            return plain(median(truth)) + " of " + truth.path("n").asLong();
        }
        return truth.path("numerator").asLong()
                + (measured.denominator() == null
                        ? ""
                        : " / " + truth.path("denominator").asLong());
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
