package io.tallyhouse.stages.kpi;

import java.time.LocalDate;

/**
 * The units of one day and one finest member.
 *
 * @param day UTC
 * @param isLog whether they are cases of a process log, which are no tickets and are seen by source only
 */
record Leaf(LocalDate day, boolean isLog, Member member, Sums sums) {}
