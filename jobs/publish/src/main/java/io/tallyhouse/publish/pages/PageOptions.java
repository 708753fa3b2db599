package io.tallyhouse.publish.pages;

import java.util.List;

/**
 * What the caller decides about the pages.
 *
 * @param title name of the organisation or warehouse
 * @param simulated whether a banner says that the data is simulated
 * @param headlines metrics that stand large on the first page, in this order; those without rows are left out
 */
public record PageOptions(String title, boolean simulated, List<String> headlines) {
    public PageOptions {
        headlines = List.copyOf(headlines);
    }

    /** Conformance, rework, SLA risk, adoption and hours returned as headlines. */
    public static PageOptions standard(boolean simulated) {
        return new PageOptions(
                "Tallyhouse",
                simulated,
                List.of("conformance_rate", "rework_time_share", "sla_risk", "adoption_rate", "hours_returned"));
    }
}
