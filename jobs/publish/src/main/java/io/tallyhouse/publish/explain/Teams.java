package io.tallyhouse.publish.explain;

import io.tallyhouse.publish.duckdb.RowSink;
import io.tallyhouse.publish.explain.Explanation.Listing;
import io.tallyhouse.publish.explain.Explanation.Sum;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds up teams: training, approval and review, and what the time paid for cuts off. Seconds. */
final class Teams implements RowSink {
    private final int keep;
    private final List<List<@Nullable Object>> first = new ArrayList<>();
    private BigDecimal training = BigDecimal.ZERO;
    private BigDecimal review = BigDecimal.ZERO;
    private BigDecimal cut = BigDecimal.ZERO;
    private long count;

    /** @param keep how many to keep */
    Teams(int keep) {
        this.keep = keep;
    }

    @Override
    public void columns(List<Column> columns) {}

    @Override
    public void row(List<@Nullable Object> values) {
        count++;
        BigDecimal standardised = new BigDecimal(String.valueOf(values.get(2)));
        BigDecimal trained = Units.exact(values.get(3));
        BigDecimal reviewed = Units.exact(values.get(4));
        BigDecimal uncapped = standardised.subtract(trained).subtract(reviewed);
        BigDecimal beyond = uncapped.subtract(Units.exact(values.get(5))).max(BigDecimal.ZERO);
        training = training.add(trained);
        review = review.add(reviewed);
        cut = cut.add(beyond);
        if (first.size() < keep) {
            List<@Nullable Object> shown = new ArrayList<>(values.subList(0, 2));
            for (BigDecimal seconds : List.of(standardised, trained, reviewed, beyond, uncapped.subtract(beyond))) {
                shown.add(Strata.hours(seconds).doubleValue());
            }
            shown.addAll(values.subList(2, values.size()));
            first.add(shown);
        }
    }

    Listing listing() {
        return new Listing(
                "teams of hours_team",
                "those that returned most first",
                List.of(
                        new Column("team", "VARCHAR"),
                        new Column("n", "BIGINT"),
                        new Column("standardised", "DOUBLE"),
                        new Column("training", "DOUBLE"),
                        new Column("review", "DOUBLE"),
                        new Column("cut_by_cap", "DOUBLE"),
                        new Column("hours", "DOUBLE"),
                        new Column("standardised_seconds", "DOUBLE"),
                        new Column("training_seconds", "BIGINT"),
                        new Column("review_seconds", "BIGINT"),
                        new Column("paid_seconds", "BIGINT"),
                        new Column("returned_seconds", "DOUBLE")),
                7,
                first,
                count);
    }

    List<Sum> sums() {
        return List.of(
                new Sum("training", "less training", Strata.hours(training.negate()), "h"),
                new Sum("review", "less approval and review outside the tickets", Strata.hours(review.negate()), "h"),
                new Sum("cap", "less what exceeds the time paid for, by team", Strata.hours(cut.negate()), "h"));
    }

    BigDecimal overheadAndCap() {
        return training.add(review).add(cut);
    }
}
