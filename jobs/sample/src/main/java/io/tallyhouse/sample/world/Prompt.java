package io.tallyhouse.sample.world;

import org.jspecify.annotations.Nullable;

/**
 * A request to an AI tool. Times are seconds since 1970 UTC.
 *
 * @param id id of the request
 * @param at when its answer was complete
 * @param recordedAt when its final record was written
 * @param decidedLater whether a record without the decision was written first
 * @param person who asked
 * @param ticket the ticket worked on; null for a question of its own
 * @param workflow the workflow it belongs to
 * @param microtool governed microtool; null for a shadow tool
 * @param promptName prompt of the library; null for a shadow tool
 * @param attempts attempts that the gateway made
 * @param modelVersion version of the model
 * @param cloudRegion region of the model
 * @param inputTokens tokens in
 * @param outputTokens tokens out
 * @param latencyMs milliseconds to the last token
 * @param confidence confidence shown, in hundredths
 * @param decision what the person did; null while undecided
 * @param approval the approval of a yellow-zone answer; null for none
 * @param flagged whether an exception was flagged
 * @param claimedSeconds seconds saved as the tool claims; 0 for no claim
 * @param governed whether it went through the governed gateway
 * @param text text of the prompt as typed
 */
public record Prompt(
        String id,
        long at,
        long recordedAt,
        boolean decidedLater,
        Person person,
        @Nullable Ticket ticket,
        Workflow workflow,
        @Nullable String microtool,
        @Nullable String promptName,
        int attempts,
        String modelVersion,
        String cloudRegion,
        int inputTokens,
        int outputTokens,
        int latencyMs,
        int confidence,
        @Nullable String decision,
        @Nullable Approval approval,
        boolean flagged,
        long claimedSeconds,
        boolean governed,
        String text) {
    /**
     * Whether it is known before a time to count as use: governed, and its answer taken as it was or after editing. A decision is
     * known once its record is written.
     */
    public boolean usedAt(long second) {
        return governed && recordedAt < second && ("accepted".equals(decision) || "edited".equals(decision));
    }
}
