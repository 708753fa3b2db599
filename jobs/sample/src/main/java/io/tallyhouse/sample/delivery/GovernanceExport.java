package io.tallyhouse.sample.delivery;

import io.tallyhouse.sample.SampleOptions;
import io.tallyhouse.sample.world.Approval;
import io.tallyhouse.sample.world.ExceptionItem;
import io.tallyhouse.sample.world.Person;
import io.tallyhouse.sample.world.Prompt;
import io.tallyhouse.sample.world.Team;
import io.tallyhouse.sample.world.Workflow;
import io.tallyhouse.sample.world.World;
import java.util.List;
import java.util.Locale;

/** Approvals and exceptions as CSV, and the inventory of workflows as YAML. */
final class GovernanceExport {
    static final String APPROVALS = "approval_id,subject_type,subject_id,requested_by,requested_at,approver_id,"
            + "decided_at,decision,team_id,review_seconds,recorded_at";
    static final String EXCEPTIONS = "exception_id,kind,ticket_source,ticket_number,prompt_id,workflow_id,team_id,"
            + "opened_at,cleared_at,owner,recorded_at";

    private GovernanceExport() {}

    static Dataset approvals(World world) {
        Dataset approvals = new Dataset("governance", "approvals", Layout.CSV, APPROVALS, GovernanceExport::damage);
        SampleOptions options = world.options();
        for (Prompt prompt : world.prompts()) {
            Approval approval = prompt.approval();
            if (approval == null) {
                continue;
            }
            int day = options.dayOf(approval.requestedAt());
            if (approval.decidedAt() >= options.endSecond()) {
                approvals.add(day, approval(approval, false));
            } else if (options.dayOf(approval.decidedAt()) > day) {
                approvals.add(day, approval(approval, false));
                approvals.add(options.dayOf(approval.decidedAt()), approval(approval, true));
            } else {
                approvals.add(day, approval(approval, true));
            }
        }
        return approvals;
    }

    private static String approval(Approval approval, boolean decided) {
        return Csv.line(
                approval.id(),
                "prompt",
                approval.subjectId(),
                approval.requester().id(),
                Times.iso(approval.requestedAt()),
                decided ? approval.approver().id() : "",
                decided ? Times.iso(approval.decidedAt()) : "",
                decided ? (approval.approved() ? "approved" : "refused") : "",
                approval.team().id(),
                decided ? Long.toString(approval.reviewSeconds()) : "",
                Times.iso(decided ? approval.decidedAt() : approval.requestedAt()));
    }

    static Dataset exceptions(World world) {
        Dataset exceptions = new Dataset("governance", "exceptions", Layout.CSV, EXCEPTIONS, GovernanceExport::damage);
        SampleOptions options = world.options();
        for (ExceptionItem item : world.exceptions()) {
            if (item.openedAt() < options.endSecond()) {
                exceptions.add(Math.max(0, options.dayOf(item.openedAt())), exception(item, false));
            }
            if (item.clearedAt() < options.endSecond()) {
                exceptions.add(options.dayOf(item.clearedAt()), exception(item, true));
            }
        }
        return exceptions;
    }

    private static String exception(ExceptionItem item, boolean cleared) {
        return Csv.line(
                item.id(),
                item.kind(),
                item.ticketNumber() == null ? "" : "servicenow",
                item.ticketNumber() == null ? "" : item.ticketNumber(),
                item.promptId() == null ? "" : item.promptId(),
                item.team().workflow().id(),
                item.team().id(),
                Times.iso(item.openedAt()),
                Times.iso(cleared ? item.clearedAt() : Team.NEVER),
                item.owner().id(),
                Times.iso(cleared ? item.clearedAt() : item.openedAt()));
    }

    /** A copy without its last two fields. */
    private static String damage(String row) {
        List<String> fields = List.of(row.split(",", -1));
        return String.join(",", fields.subList(0, fields.size() - 2));
    }

    static String workflows(World world) {
        StringBuilder yaml = new StringBuilder("workflows:\n");
        String recorded = Times.iso(world.options().startSecond());
        for (Workflow workflow : Workflow.values()) {
            yaml.append(String.format(
                    Locale.ROOT,
                    """
                      - workflow_id: %s
                        name: "%s"
                        workflow_group: %s
                        function: "%s"
                        source: servicenow
                        category: "%s"
                        entry_step: triage
                        once: [triage, resolve]
                        rubric:
                          triage: {%s: automate, %s: yellow, %s: avoid}
                          resolve: {%s: yellow, %s: yellow, %s: avoid}
                        eligible_from: "%s"
                        microtools: [%s]
                        sop_model: servicenow_incident
                        recorded_at: "%s"
                    """,
                    workflow.id(),
                    workflow.title(),
                    workflow.group(),
                    workflow.function(),
                    workflow.category(),
                    Person.FRONTLINE,
                    Person.MANAGER,
                    Person.LIAISON,
                    Person.FRONTLINE,
                    Person.MANAGER,
                    Person.LIAISON,
                    recorded,
                    String.join(", ", workflow.microtools()),
                    recorded));
        }
        return yaml.toString();
    }
}
