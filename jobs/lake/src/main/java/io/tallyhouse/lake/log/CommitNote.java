package io.tallyhouse.lake.log;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a writer noted in its own commit.
 *
 * @param version the commit
 * @param json its user metadata, an object
 */
public record CommitNote(long version, JsonNode json) {}
