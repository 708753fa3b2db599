package io.tallyhouse.sample.world;

/** A state of an incident with its label in the audit export, its code in the Table API, its activity and whether work is done. */
public enum State {
    /** Being triaged. */
    NEW("New", "1", "triage", false),
    /** Being worked on. */
    ACTIVE("Active", "2", "work", false),
    /** Waiting for the caller. */
    AWAITING_USER("Awaiting User Info", "3", "wait", false),
    /** Waiting for a problem's fix. */
    AWAITING_PROBLEM("Awaiting Problem", "3", "wait", false),
    /** Waiting for a vendor. */
    AWAITING_VENDOR("Awaiting Vendor", "3", "wait", false),
    /** Resolved. */
    RESOLVED("Resolved", "6", "resolve", true),
    /** Closed. */
    CLOSED("Closed", "7", "close", true);

    private final String label;
    private final String code;
    private final String activity;
    private final boolean done;

    State(String label, String code, String activity, boolean done) {
        this.label = label;
        this.code = code;
        this.activity = activity;
        this.done = done;
    }

    /** The label of the audit export. */
    public String label() {
        return label;
    }

    /** The code of the Table API. */
    public String code() {
        return code;
    }

    /** The activity it stands for. */
    public String activity() {
        return activity;
    }

    /** Whether the ticket is done in this state. */
    public boolean done() {
        return done;
    }

    /** Whether SLA clocks with a pause condition stand still in this state. */
    public boolean waiting() {
        return this == AWAITING_USER || this == AWAITING_PROBLEM || this == AWAITING_VENDOR;
    }
}
