package io.tallyhouse.terminal;

/** Exit codes, the same for every command. */
public final class Exit {
    /** Done. */
    public static final int OK = 0;
    /** Something failed; the next run goes on from there. */
    public static final int FAILED = 1;
    /** The command line or the configuration is wrong. */
    public static final int USAGE = 2;
    /** A gate held back at least one group of marts; the others are published. */
    public static final int BLOCKED = 3;
    /** A figure is not what its rows give. */
    public static final int DIFFERENT = 3;
    /** Another run holds the warehouse: try again. */
    public static final int LOCKED = 75;

    /** A server does not answer: try again. */
    public static final int UNREACHABLE = 75;

    private Exit() {}
}
