package io.tallyhouse.statistics.survival;

import java.io.Serializable;

/**
 * What clocks must share to be compared.
 *
 * @param workflow the ticket's workflow at the clock's start
 * @param priority the ticket's priority at the clock's start
 * @param targetSeconds business seconds allowed
 */
public record RiskStratum(String workflow, String priority, long targetSeconds) implements Serializable {}
