package io.tallyhouse.sample.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallyhouse.sample.SampleOptions;
import io.tallyhouse.sample.world.Approval;
import io.tallyhouse.sample.world.Prompt;
import io.tallyhouse.sample.world.World;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The prompt log: one JSON object per attempt, and a second version where the decision or the approval came later. */
final class PromptExport {
    private PromptExport() {}

    static Dataset of(World world) {
        // Half a line, as a writer leaves it that is stopped in the middle.
        Dataset log = new Dataset("prompts", "prompt_log", Layout.JSON_LINES, "", r -> r.substring(0, r.length() / 2));
        SampleOptions options = world.options();
        for (Prompt prompt : world.prompts()) {
            for (int attempt = 1; attempt < prompt.attempts(); attempt++) {
                long at = prompt.at() - 20L * (prompt.attempts() - attempt);
                log.add(Math.max(0, options.dayOf(at)), record(prompt, attempt, at, at, null, null));
            }
            long recorded = recordedAt(prompt, options);
            int day = options.dayOf(recorded);
            if (prompt.decidedLater() || options.dayOf(prompt.at()) < day) {
                log.add(
                        options.dayOf(prompt.at()),
                        record(prompt, prompt.attempts(), prompt.at(), prompt.at(), null, null));
            }
            @Nullable
            Approval known =
                    prompt.approval() != null && prompt.approval().decidedAt() < recorded ? prompt.approval() : null;
            log.add(day, record(prompt, prompt.attempts(), prompt.at(), recorded, prompt.decision(), known));
        }
        return log;
    }

    private static long recordedAt(Prompt prompt, SampleOptions options) {
        Approval approval = prompt.approval();
        long approved = approval == null ? 0 : approval.decidedAt() + 1;
        return approved < options.endSecond() ? Math.max(prompt.recordedAt(), approved) : prompt.recordedAt();
    }

    private static String record(
            Prompt prompt,
            int attempt,
            long at,
            long recorded,
            @Nullable String decision,
            @Nullable Approval approval) {
        boolean last = attempt == prompt.attempts();
        int output = last ? prompt.outputTokens() : 0;
        ObjectNode node = JsonRecord.object()
                .put("prompt_id", prompt.id())
                .put("attempt", attempt)
                .put("at", Times.iso(at))
                .put("recorded_at", Times.iso(recorded))
                .put("user_id", prompt.person().id())
                .put("role", prompt.person().role())
                .put("workflow_id", prompt.workflow().id())
                .put("microtool", prompt.microtool())
                .put("prompt_name", prompt.promptName())
                .put("ticket_source", prompt.ticket() == null ? null : "servicenow")
                .put(
                        "ticket_number",
                        prompt.ticket() == null ? null : prompt.ticket().plan().number())
                .put("llm_model", prompt.governed() ? "ops-assistant" : "public-chat")
                .put("llm_model_version", prompt.governed() ? prompt.modelVersion() : null)
                .put("provider", prompt.governed() ? "gateway" : "unknown")
                .put("cloud_region", prompt.cloudRegion())
                .put("input_tokens", prompt.inputTokens())
                .put("output_tokens", output)
                .put("cost_usd", BigDecimal.valueOf(prompt.inputTokens() * 3L + output * 15L, 6))
                .put("latency_ms", prompt.latencyMs())
                .put("confidence", BigDecimal.valueOf(prompt.confidence(), 2))
                .put("decision", decision);
        if (approval != null && approval.approved()) {
            node.put("approved_by", approval.approver().id()).put("approved_at", Times.iso(approval.decidedAt()));
        }
        node.put("exception_flag", last && prompt.flagged());
        if (last && prompt.claimedSeconds() > 0) {
            node.put("claimed_seconds", prompt.claimedSeconds());
        }
        return JsonRecord.text(
                node.put("channel", prompt.governed() ? "governed" : "shadow").put("text", prompt.text()));
    }
}
