package io.tallyhouse.mining.log;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event as logged; an attribute that is missing is null, a declared default is not filled in.
 *
 * @param position place in its trace, in the order of the file, from 0
 * @param activity {@code concept:name}
 * @param transition {@code lifecycle:transition}
 * @param time {@code time:timestamp} and what could be read of it
 * @param resource {@code org:resource}
 * @param group {@code org:group}
 * @param instance {@code concept:instance}
 * @param attributes all others, nested ones under {@code parent/child}; a key that occurs again has {@code #2}, {@code #3} …
 *     appended; not to be changed
 * @param line line of its start tag, from 1
 */
public record XesEvent(
        int position,
        @Nullable String activity,
        @Nullable String transition,
        LoggedTime time,
        @Nullable String resource,
        @Nullable String group,
        @Nullable String instance,
        Map<String, String> attributes,
        long line) {
    /** @return the instant of completion, or null where the log has none that can be placed without a guess */
    public @Nullable Instant at() {
        return time.instant();
    }

    /** @return the value logged under an XES key, be it one of the named ones or another, or null */
    public @Nullable String value(String key) {
        return switch (key) {
            case XesKeys.ACTIVITY -> activity;
            case XesKeys.TRANSITION -> transition;
            case XesKeys.TIME -> time.kind() == LoggedTime.Kind.ABSENT ? null : time.raw();
            case XesKeys.RESOURCE -> resource;
            case XesKeys.GROUP -> group;
            case XesKeys.INSTANCE -> instance;
            default -> attributes.get(key);
        };
    }
}
