package io.tallyhouse.lake.tabletest;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong about the rows of one key.
 *
 * @param key values of the key's columns
 * @param lines one per difference
 */
record Mismatch(Map<String, @Nullable Object> key, List<String> lines) {}
