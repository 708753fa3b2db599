package io.tallyhouse.sample.delivery;

import io.tallyhouse.sample.SampleOptions;
import io.tallyhouse.sample.world.State;
import io.tallyhouse.sample.world.Ticket;
import io.tallyhouse.sample.world.TicketEvent;
import io.tallyhouse.sample.world.TicketPlan;
import io.tallyhouse.sample.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The incident audit as a daily CSV export: one row per update, in the columns of ServiceNow's report with {@code time_worked} at
 * the end. Unlike a report drawn at the end, a daily one knows resolution and closing only once they happened.
 */
final class AuditExport {
    static final String HEADER = "number,incident_state,active,reassignment_count,reopen_count,sys_mod_count,made_sla,"
            + "caller_id,opened_by,opened_at,sys_created_by,sys_created_at,sys_updated_by,sys_updated_at,contact_type,"
            + "location,category,subcategory,u_symptom,cmdb_ci,impact,urgency,priority,assignment_group,assigned_to,"
            + "knowledge,u_priority_confirmation,notify,problem_id,rfc,vendor,caused_by,closed_code,resolved_by,"
            + "resolved_at,closed_at,time_worked";
    private static final String NONE = "?";
    private static final String[] LEVELS = {"", "1 - High", "2 - Medium", "3 - Low"};
    private static final String[] PRIORITIES = {
        "", "1 - Critical", "2 - High", "3 - Moderate", "4 - Low", "5 - Planning"
    };

    private AuditExport() {}

    static Dataset of(World world) {
        Dataset audit = new Dataset("servicenow", "incident_audit", Layout.CSV, HEADER, AuditExport::damage);
        SampleOptions options = world.options();
        for (Ticket ticket : world.tickets()) {
            Row row = new Row(ticket, world.breachesAtClosure(ticket));
            for (TicketEvent event : ticket.eventsBefore(options.endSecond())) {
                int day = options.dayOf(event.at());
                audit.add(day, row.next(event));
            }
        }
        return audit;
    }

    static String priority(int priority) {
        return PRIORITIES[priority];
    }

    /** Either cuts the last fields off or spoils the time of the update, depending on the record itself. */
    private static String damage(String row) {
        List<String> fields = List.of(row.split(",", -1));
        if (fields.get(0).endsWith("1") || fields.get(0).endsWith("3")) {
            return String.join(",", fields.subList(0, fields.size() - 4));
        }
        List<String> spoiled = new ArrayList<>(fields);
        spoiled.set(13, "31/13/2026 25:61:00");
        return String.join(",", spoiled);
    }

    /** The rows of one ticket, update after update. */
    private static final class Row {
        private final TicketPlan plan;
        private final String caller;
        private final String opened;
        private final boolean breachesAtClosure;
        private long touched;
        private int updates;
        private int reassigned;
        private int reopened;
        private String team = NONE;
        private boolean done;
        private String resolvedBy = NONE;
        private String resolvedAt = NONE;
        private String closedAt = NONE;

        Row(Ticket ticket, boolean breachesAtClosure) {
            this.plan = ticket.plan();
            this.caller = String.format(Locale.ROOT, "C%06d", plan.key() % 999_983);
            this.opened = Times.dayFirst(plan.opened());
            this.breachesAtClosure = breachesAtClosure;
        }

        String next(TicketEvent event) {
            follow(event);
            boolean closed = event.state() == State.CLOSED;
            int level = Math.min(3, Math.max(1, event.priority() - 1));
            return Csv.line(
                    plan.number(),
                    event.state().label(),
                    Boolean.toString(!closed),
                    Integer.toString(reassigned),
                    Integer.toString(reopened),
                    Integer.toString(updates++),
                    Boolean.toString(!(closed && breachesAtClosure)),
                    caller,
                    "web",
                    opened,
                    "web",
                    opened,
                    event.personId(),
                    Times.dayFirst(event.at()),
                    plan.channel(),
                    plan.team().region().name(),
                    plan.team().workflow().category(),
                    NONE,
                    NONE,
                    NONE,
                    LEVELS[level],
                    LEVELS[level],
                    priority(event.priority()),
                    event.team() == null ? NONE : event.team().id(),
                    event.personId(),
                    "false",
                    "false",
                    "Do Not Notify",
                    NONE,
                    NONE,
                    NONE,
                    NONE,
                    closed ? "Solved" : NONE,
                    resolvedBy,
                    resolvedAt,
                    closedAt,
                    Long.toString(touched));
        }

        private void follow(TicketEvent event) {
            touched += event.touchSeconds();
            String now = event.team() == null ? NONE : event.team().id();
            if (!now.equals(NONE)) {
                reassigned += !team.equals(NONE) && !team.equals(now) ? 1 : 0;
                team = now;
            }
            reopened += done && !event.state().done() ? 1 : 0;
            done = event.state().done();
            if (event.state() == State.RESOLVED) {
                resolvedBy = event.personId();
                resolvedAt = Times.dayFirst(event.at());
            }
            if (event.state() == State.CLOSED) {
                closedAt = Times.dayFirst(event.at());
            }
        }
    }
}
