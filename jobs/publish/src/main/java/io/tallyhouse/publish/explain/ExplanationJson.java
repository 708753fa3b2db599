package io.tallyhouse.publish.explain;

import io.tallyhouse.catalogue.metric.Metric.Dimension;
import io.tallyhouse.publish.explain.Explanation.Listing;
import io.tallyhouse.publish.explain.Explanation.Sum;
import io.tallyhouse.publish.explain.Explanation.Verdict;
import io.tallyhouse.publish.kpi.KpiRow;
import io.tallyhouse.publish.kpi.Periods;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An explanation as one JSON object for programs, with every row that was kept. */
public final class ExplanationJson {
    private ExplanationJson() {}

    /** Plain maps and lists. */
    public static Map<String, @Nullable Object> of(Explanation e) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("metric", e.name());
        json.put("title", e.metric().title());
        json.put("sentence", e.metric().sentence());
        json.put("formula", e.metric().formula());
        json.put("figure", figure(e.row()));
        List<Object> listings = new ArrayList<>();
        e.listings().forEach(l -> listings.add(listing(l)));
        json.put("listings", listings);
        Map<String, @Nullable Object> sums = new LinkedHashMap<>();
        for (Sum sum : e.sums()) {
            sums.put(sum.name(), sum.value());
        }
        json.put("sums", sums);
        Verdict v = e.verdict();
        json.put("recomputed", v.recomputed());
        json.put("published", v.published());
        json.put("difference", v.difference());
        json.put("tolerance", v.tolerance());
        json.put("equal", v.equal());
        json.put("statement", v.statement());
        json.put("provenance", e.provenance());
        List<Object> deliveries = new ArrayList<>();
        e.deliveries().forEach(d -> deliveries.add(Map.of("id", d.id(), "file", d.file(), "records", d.records())));
        json.put("deliveries", deliveries);
        json.put("sql", e.sql());
        return json;
    }

    private static Map<String, @Nullable Object> figure(KpiRow row) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("period", Periods.typed(row));
        json.put("grain", row.grain().name().toLowerCase(Locale.ROOT));
        json.put("period_start", row.periodStart().toString());
        json.put("period_end", row.periodEnd().toString());
        for (Dimension dimension : Dimension.values()) {
            json.put(FigureChoice.word(dimension), row.members().get(dimension));
        }
        json.put("value", row.value());
        json.put("numerator", row.numerator());
        json.put("denominator", row.denominator());
        json.put("lower", row.lower());
        json.put("upper", row.upper());
        json.put("status", row.status());
        json.put("reason", row.reason());
        json.put("finality", row.finality());
        json.put("publication_id", row.publicationId());
        return json;
    }

    private static Map<String, @Nullable Object> listing(Listing listing) {
        List<Object> rows = new ArrayList<>();
        for (List<@Nullable Object> row : listing.rows()) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            for (int i = 0; i < row.size(); i++) {
                object.put(listing.columns().get(i).name(), row.get(i));
            }
            rows.add(object);
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", listing.name());
        json.put("order", listing.order());
        json.put("total", listing.total());
        json.put("rows", rows);
        return json;
    }
}
