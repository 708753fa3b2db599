package io.tallyhouse.mining.log;

import java.util.Map;

/**
 * A trace before its events.
 *
 * @param key its {@code concept:name}; where it has none {@code @} and its position, such as {@code @0}: the same on each read
 * @param named whether the key is the log's own; the key of two traces may be equal, which is the caller's to judge
 * @param position place among the log's traces, from 0
 * @param attributes all of its own, {@code concept:name} too, nested ones under {@code parent/child}; not to be changed
 * @param line line of its start tag, from 1
 */
public record XesTrace(String key, boolean named, long position, Map<String, String> attributes, long line) {}
