package io.tallyhouse.mining.log;

/** Keys of the standard XES extensions that the reader gives a place of their own. */
public final class XesKeys {
    /** Name of the activity; of a trace, of the case. */
    public static final String ACTIVITY = "concept:name";
    /** Which execution of the activity. */
    public static final String INSTANCE = "concept:instance";
    /** Step of the life cycle, such as {@code start} or {@code complete}. */
    public static final String TRANSITION = "lifecycle:transition";
    /** When. */
    public static final String TIME = "time:timestamp";
    /** Who. */
    public static final String RESOURCE = "org:resource";
    /** Which team. */
    public static final String GROUP = "org:group";

    private XesKeys() {}
}
