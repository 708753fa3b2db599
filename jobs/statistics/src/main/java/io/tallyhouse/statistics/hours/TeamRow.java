package io.tallyhouse.statistics.hours;

import java.io.Serializable;

/**
 * One team's part. Seconds.
 *
 * @param team the team
 * @param tickets its measured tickets of the period
 * @param standardised its part of the standardised saving
 * @param overhead training, approval and review
 * @param net standardised − overhead, at most the time paid for
 * @param cutByCap what the cap took away
 */
public record TeamRow(String team, long tickets, double standardised, long overhead, double net, double cutByCap)
        implements Serializable {}
