package io.tallyhouse.catalogue.metric;

import io.tallyhouse.catalogue.yaml.Default;
import io.tallyhouse.catalogue.yaml.NearestName;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One figure: {@code sql/metrics/<metric>.yaml}.
 *
 * <p>A counted metric is the sum of {@code numerator} over its units divided by the sum of {@code denominator}; both are SQL
 * expressions over one row of {@code source}, so that the same expression lists the rows behind a figure and adds them up. An
 * expression that is null for a row does not count that row. {@link Engine} says what else can be made of units.
 *
 * @param name snake case
 * @param title what pages call it
 * @param sentence what it says
 * @param formula how it is computed, in words and signs
 * @param unit what a value of 1 means
 * @param direction which way is better
 * @param owner who answers questions
 * @param persona who looks at it first
 * @param source the table with one row per unit, or the table that a Java engine fills with finished rows
 * @param engine what is made of the units
 * @param timeOf column of the source, a timestamp or date, that places a unit in a period
 * @param settlesAfter how long after a period's end its rows stay provisional
 * @param numerator expression over one unit
 * @param denominator expression over one unit; null for sums and counts
 * @param filter condition on units; null for all
 * @param snapshot units are counts at the end of a day: a period counts its last day only
 * @param distinct members of this dimension are counted instead of units: in the numerator, and in the denominator, those whose
 *     units add up to more than 0; null where units are counted
 * @param delivered condition on units; where it holds for no unit the figure is {@code no_data}, {@code not_delivered}
 * @param caveat condition on units: where it holds for one, {@code caveatReason} stands beside the figure
 * @param caveatReason the reason then shown
 * @param maxMissing share of units without numerator above which the figure is {@code not_estimable}; null for no limit
 * @param missingReason the reason then shown
 * @param parts further numerators shown beside the figure, by name
 * @param grains lengths of periods
 * @param splits sets of dimensions, each a list
 * @param additive whether members add up to the total
 * @param target key path into the playbook or {@code targets.<name>} of tallyhouse.yaml
 * @param group the group of marts it is published with
 * @param version of the definition
 */
public record Metric(
        String name,
        String title,
        String sentence,
        String formula,
        Unit unit,
        Direction direction,
        String owner,
        @Default("controller") String persona,
        String source,
        @Default("ratio") Engine engine,
        @Nullable String timeOf,
        @Default("0d") Duration settlesAfter,
        @Nullable String numerator,
        @Nullable String denominator,
        @Nullable String filter,
        @Default("false") boolean snapshot,
        @Nullable Dimension distinct,
        @Nullable String delivered,
        @Nullable String caveat,
        @Nullable String caveatReason,
        @Nullable Double maxMissing,
        @Nullable String missingReason,
        Map<String, Part> parts,
        List<Grain> grains,
        List<List<Dimension>> splits,
        @Default("false") boolean additive,
        @Nullable String target,
        String group,
        @Default("1") int version) {

    /** What a value of 1 means. */
    public enum Unit {
        /** a share of 1, shown in percent */
        SHARE,
        COUNT,
        HOURS,
        SECONDS,
        PER_TICKET
    }

    /** Which way is better. */
    public enum Direction {
        UP,
        DOWN,
        NONE
    }

    /** What is made of the units. */
    public enum Engine {
        /** Σ numerator ÷ Σ denominator, or Σ numerator where there is no denominator */
        RATIO,
        /** the median of the numerators; with an even number of them the mean of the middle two */
        MEDIAN,
        /** Σ numerator at the end of the period less that at its start, ÷ that at its start */
        GROWTH,
        /** of aligned cases: 1 − escaping ÷ allowed activities of their process model; the numerator says which cases were evaluated */
        PRECISION,
        /** none: the source holds finished rows of this metric */
        ROWS
    }

    /** Lengths of periods. */
    public enum Grain {
        DAY,
        WEEK,
        MONTH,
        QUARTER,
        TRAILING28,
        ALL
    }

    /** Dimensions of a figure, which are columns of kpi_current. */
    public enum Dimension {
        FUNCTION,
        TEAM,
        REGION,
        WORKFLOW,
        PRIORITY,
        ROLE,
        SOURCE
    }

    /**
     * A numerator shown beside the figure, over the same denominator.
     *
     * @param numerator expression over one unit
     * @param delivered like {@link Metric#delivered()}
     */
    public record Part(String numerator, @Nullable String delivered) {}

    public Metric {
        if (engine == Engine.ROWS ? numerator != null : numerator == null || timeOf == null) {
            throw new IllegalArgumentException(
                    engine == Engine.ROWS
                            ? "A metric with engine rows has neither numerator nor denominator"
                            : "A counted metric needs numerator and time_of");
        }
        if (engine != Engine.RATIO && (denominator != null || distinct != null || !parts.isEmpty())) {
            throw new IllegalArgumentException("A metric with engine "
                    + engine.name().toLowerCase(Locale.ROOT) + " has neither denominator, distinct nor parts");
        }
        if (engine == Engine.GROWTH && (!snapshot || grains.contains(Grain.ALL) || grains.contains(Grain.TRAILING28))) {
            throw new IllegalArgumentException(
                    "A metric with engine growth needs a snapshot, and grains that begin where another ends:"
                            + " day, week, month, quarter");
        }
        boolean isOfUnits = engine == Engine.MEDIAN || engine == Engine.PRECISION;
        if (isOfUnits && (snapshot || grains.contains(Grain.TRAILING28))) {
            throw new IllegalArgumentException("A metric with engine "
                    + engine.name().toLowerCase(Locale.ROOT)
                    + " is no snapshot, and its grains are day, week, month, quarter, all");
        }
        if (distinct != null && splits.stream().anyMatch(s -> s.contains(distinct))) {
            throw new IllegalArgumentException("A metric that counts members cannot be split by them");
        }
        if (grains.isEmpty()) {
            throw new IllegalArgumentException("grains must not be empty"
                    + NearestName.hint("", List.of("day", "week", "month", "quarter", "trailing28", "all")));
        }
    }
}
