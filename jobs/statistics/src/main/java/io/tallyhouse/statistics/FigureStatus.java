package io.tallyhouse.statistics;

/** Whether a figure has a value. */
public enum FigureStatus {
    /** There is a value. */
    OK,
    /** Nothing to count. */
    NO_DATA,
    /** There is data, but too little or of the wrong kind for an honest value. */
    NOT_ESTIMABLE
}
