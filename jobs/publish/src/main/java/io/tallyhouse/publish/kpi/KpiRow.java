package io.tallyhouse.publish.kpi;

import io.tallyhouse.catalogue.metric.Metric.Dimension;
import io.tallyhouse.catalogue.metric.Metric.Grain;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code kpi_current} as it was published.
 *
 * @param metric name in the catalogue
 * @param group group it is published with
 * @param grain length of the period
 * @param periodStart first day, UTC
 * @param periodEnd last day, included
 * @param members member of each dimension, {@code All} where not split
 * @param total true when no dimension is split
 * @param value in the metric's unit; null where status is not {@code ok}
 * @param numerator what was counted or summed
 * @param denominator what it was divided by; null for sums
 * @param lower lower end of the 95 % interval; null where everything was counted
 * @param upper upper end of it
 * @param n units behind the figure
 * @param clusters teams behind an estimate
 * @param baselineId frozen baseline in force
 * @param baselineValue its value
 * @param delta value less baseline
 * @param target in the metric's unit
 * @param targetSource key path of the target
 * @param targetStatus {@code met}, {@code missed} or {@code none}
 * @param status {@code ok}, {@code no_data}, {@code not_estimable} or {@code suppressed}
 * @param reason why there is no figure, or what it leaves out
 * @param finality {@code provisional} or {@code final}
 * @param basis {@code measured}, {@code mixed} or {@code defaults}
 * @param definitionVersion version of the metric's definition
 * @param publicationId publication that brought the row
 */
public record KpiRow(
        String metric,
        String group,
        Grain grain,
        LocalDate periodStart,
        LocalDate periodEnd,
        Map<Dimension, String> members,
        boolean total,
        @Nullable Double value,
        @Nullable BigDecimal numerator,
        @Nullable BigDecimal denominator,
        @Nullable Double lower,
        @Nullable Double upper,
        @Nullable Long n,
        @Nullable Long clusters,
        @Nullable String baselineId,
        @Nullable Double baselineValue,
        @Nullable Double delta,
        @Nullable Double target,
        @Nullable String targetSource,
        String targetStatus,
        String status,
        @Nullable String reason,
        String finality,
        String basis,
        long definitionVersion,
        String publicationId) {
    /** The member of a dimension that is not split. */
    public static final String ALL = "All";

    public KpiRow {
        members = Map.copyOf(members);
    }

    public boolean isOk() {
        return status.equals("ok");
    }

    public boolean isProvisional() {
        return finality.equals("provisional");
    }
}
