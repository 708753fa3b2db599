package io.tallyhouse.sample.world;

import java.util.List;

/** The two workflows of the organisation, each the whole business of one function. */
public enum Workflow {
    /** Support Ops: triage of tickets at tier 1. */
    SUPPORT(
            "support_tier1_triage",
            "Tier-1 triage",
            "tier1_triage",
            "Support Ops",
            "Support",
            "SUP",
            List.of("triage_summarizer", "kb_lookup"),
            List.of("Phone", "Email", "Self service"),
            new double[] {0.30, 0.45, 0.25},
            new double[] {1.10, 1.00, 0.80}),
    /** Order Ops: orders that fell out of the usual flow. */
    ORDER(
            "order_exceptions",
            "Order exceptions",
            "order_exceptions",
            "Order Ops",
            "Order",
            "ORD",
            List.of("order_exception_helper"),
            List.of("Email", "Self service"),
            new double[] {0.62, 0.38},
            new double[] {1.05, 0.85});

    private final String id;
    private final String title;
    private final String group;
    private final String function;
    private final String category;
    private final String prefix;
    private final List<String> microtools;
    private final List<String> channels;
    private final double[] channelShares;
    private final double[] channelEffort;

    Workflow(
            String id,
            String title,
            String group,
            String function,
            String category,
            String prefix,
            List<String> microtools,
            List<String> channels,
            double[] channelShares,
            double[] channelEffort) {
        this.id = id;
        this.title = title;
        this.group = group;
        this.function = function;
        this.category = category;
        this.prefix = prefix;
        this.microtools = microtools;
        this.channels = channels;
        this.channelShares = channelShares;
        this.channelEffort = channelEffort;
    }

    /** Id of the workflow. */
    public String id() {
        return id;
    }

    /** Name that people see. */
    public String title() {
        return title;
    }

    /** Group for headlines. */
    public String group() {
        return group;
    }

    /** Function that owns it. */
    public String function() {
        return function;
    }

    /** Category of its tickets. */
    public String category() {
        return category;
    }

    /** First letters of its teams' ids. */
    public String prefix() {
        return prefix;
    }

    /** Governed microtools, the first being the main one. */
    public List<String> microtools() {
        return microtools;
    }

    /** Channels by which its tickets come. */
    public List<String> channels() {
        return channels;
    }

    /** Share of each channel, in the order of {@link #channels}. */
    double[] channelShares() {
        return channelShares.clone();
    }

    /** Effort of a channel relative to the average. */
    double channelEffort(String channel) {
        return channelEffort[channels.indexOf(channel)];
    }
}
