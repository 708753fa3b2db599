package io.tallyhouse.catalogue.config;

import io.tallyhouse.catalogue.yaml.Default;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code enablement_playbook.yaml}: roles, gates, thresholds and targets of the roll-out. Shares lie between 0 and 1. */
public record Playbook(
        String version,
        Owners owners,
        Regions regions,
        Slo slo,
        Rbac rbac,
        List<TrainingTrack> trainingTracks,
        Observability observability,
        Approvals approvals,
        RiskThresholds riskThresholds,
        Communication communication,
        AdoptionReporting adoptionReporting) {

    /** Who answers for the roll-out. */
    public record Owners(String executiveSponsor, String programManager, String securityPartner, String legalPartner) {}

    /** Where models may run. */
    public record Regions(List<String> allowed, Enforcement dataResidency, boolean piiRedaction) {}

    /** Whether data residency is enforced. */
    public enum Enforcement {
        ENFORCED,
        REPORTED
    }

    /** Targets. */
    public record Slo(double trainingCompletion, double adoptionRate, int exceptionClearanceHours) {
        public Slo {
            share("training_completion", trainingCompletion);
            share("adoption_rate", adoptionRate);
        }
    }

    /** Roles and what each may do. */
    public record Rbac(List<Role> roles) {}

    /** A role with its prompt library and rights of approval. */
    public record Role(
            String name,
            List<String> prompts,
            List<String> approvals,
            @Default("false") boolean humanInLoop) {}

    /** Modules, microtools and gates of a track. */
    public record TrainingTrack(
            String id,
            List<String> kpis,
            List<Module> modules,
            List<Microtool> microtools,
            List<Gate> gatingConditions) {}

    /** A module with its minutes. */
    public record Module(String name, int durationMin, List<String> outcomes) {}

    /** A governed tool. */
    public record Microtool(
            String name,
            @Nullable String product,
            double confidenceThreshold,
            @Nullable String approvalRule) {
        public Microtool {
            share("confidence_threshold", confidenceThreshold);
        }
    }

    /** A condition before a microtool opens. */
    public record Gate(
            GateType type,
            @Nullable Double threshold,
            @Nullable Integer sampleSize,
            @Nullable String qaOwner) {}

    /** Kinds of conditions. */
    public enum GateType {
        QUIZ,
        SHADOW_MODE
    }

    /** What is logged. */
    public record Observability(Switch promptLogging, boolean modelVersions, AuditTrail auditTrail) {}

    /** On or off. */
    public enum Switch {
        ENABLED,
        DISABLED
    }

    /** Where the audit trail is kept, and for how many days. */
    public record AuditTrail(String store, int retentionDays) {}

    /** Approvals of changes. */
    public record Approvals(WorkflowChanges workflowChanges) {}

    /** Who approves a change of workflow, in order, and within how many hours. */
    public record WorkflowChanges(List<String> steps, int slaHours) {}

    /** When a person has to look. */
    public record RiskThresholds(
            List<String> yellowZoneTerms, double blockOnConfidenceLt, boolean manualReviewRequired) {
        public RiskThresholds {
            share("block_on_confidence_lt", blockOnConfidenceLt);
        }
    }

    /** Where briefs go, and when. */
    public record Communication(List<String> channels, String dailyBriefTimeUtc) {}

    /** The table that reports adoption, with its fixed columns. */
    public record AdoptionReporting(String sink, List<String> fields) {}

    private static void share(String key, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(key + " must lie between 0 and 1, found " + value);
        }
    }
}
