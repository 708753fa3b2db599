package io.tallyhouse.mining.log;

import org.jspecify.annotations.Nullable;

/** Sorts the attributes of one event into their places; the first of a key wins, the others are kept beside. */
final class EventBuilder {
    private final int position;
    private final long line;
    private final AttributeSink others;
    private @Nullable String activity;
    private @Nullable String transition;
    private @Nullable LoggedTime time;
    private @Nullable String resource;
    private @Nullable String group;
    private @Nullable String instance;

    EventBuilder(int position, long line, AttributeSink others) {
        this.position = position;
        this.line = line;
        this.others = others;
    }

    AttributeSink others() {
        return others;
    }

    /** Whether the key has a place of its own that was still free. */
    boolean take(String key, String value) {
        switch (key) {
            case XesKeys.ACTIVITY -> {
                boolean free = activity == null;
                activity = free ? value : activity;
                return free;
            }
            case XesKeys.TRANSITION -> {
                boolean free = transition == null;
                transition = free ? value : transition;
                return free;
            }
            case XesKeys.TIME -> {
                boolean free = time == null;
                time = free ? LoggedTime.parse(value) : time;
                return free;
            }
            case XesKeys.RESOURCE -> {
                boolean free = resource == null;
                resource = free ? value : resource;
                return free;
            }
            case XesKeys.GROUP -> {
                boolean free = group == null;
                group = free ? value : group;
                return free;
            }
            case XesKeys.INSTANCE -> {
                boolean free = instance == null;
                instance = free ? value : instance;
                return free;
            }
            default -> {
                return false;
            }
        }
    }

    XesEvent build() {
        LoggedTime logged = time == null ? LoggedTime.ABSENT : time;
        return new XesEvent(
                position, activity, transition, logged, resource, group, instance, others.attributes(), line);
    }
}
