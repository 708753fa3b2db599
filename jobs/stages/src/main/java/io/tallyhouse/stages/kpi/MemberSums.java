package io.tallyhouse.stages.kpi;

import io.tallyhouse.catalogue.metric.Metric.Grain;
import java.util.Map;

/** Sums of a member: over its units, or over members that are counted for it. */
interface MemberSums {
    Member member();

    /** All it has, whatever the period. */
    Sums ever();

    /** By period, for periods that count one of its days. */
    Map<Period, Sums> by(Grain grain);

    /** Of snapshots: what was counted on the day before a period begins, for periods of which a day is over. */
    Map<Period, Sums> before(Grain grain);
}
