package io.tallyhouse.sample.truth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallyhouse.sample.world.ExceptionItem;
import io.tallyhouse.sample.world.Prompt;
import io.tallyhouse.sample.world.World;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Counts requests, whatever attempts they took, and what is wrong with some of them. */
final class PromptTruth {
    private static final List<String> ALLOWED_REGIONS = List.of("us-east-1", "eu-west-1");
    private static final Pattern YELLOW = Pattern.compile("refund|policy|escalate");

    private PromptTruth() {}

    static void add(ObjectNode truth, World world) {
        TreeMap<String, Integer> counts = new TreeMap<>();
        for (Prompt prompt : world.prompts()) {
            counts.merge("requests", 1, Integer::sum);
            counts.merge("attempts", prompt.attempts(), Integer::sum);
            count(counts, "shadow_requests", !prompt.governed());
            count(counts, "requests_without_ticket", prompt.ticket() == null);
            count(counts, "undecided", prompt.decision() == null);
            count(counts, "flagged", prompt.flagged());
            count(counts, "region_not_allowed", !ALLOWED_REGIONS.contains(prompt.cloudRegion()));
            boolean yellow = YELLOW.matcher(prompt.text()).find();
            count(counts, "yellow_zone", prompt.governed() && yellow);
            count(counts, "yellow_zone_never_asked", prompt.governed() && yellow && prompt.approval() == null);
            count(counts, "texts_with_email", prompt.text().contains("Reply to"));
            count(counts, "texts_with_phone", prompt.text().contains("Call back on"));
            count(counts, "texts_with_card", prompt.text().contains("Paid with card"));
        }
        int registered = 0;
        for (ExceptionItem item : world.exceptions()) {
            registered += item.kind().equals("flagged") ? 1 : 0;
        }
        counts.put("unregistered_flags", counts.getOrDefault("flagged", 0) - registered);
        ObjectNode node = truth.putObject("prompts");
        counts.forEach(node::put);
    }

    private static void count(TreeMap<String, Integer> counts, String name, boolean counted) {
        counts.merge(name, counted ? 1 : 0, Integer::sum);
    }
}
