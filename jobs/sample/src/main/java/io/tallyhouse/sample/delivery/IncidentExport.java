package io.tallyhouse.sample.delivery;

import io.tallyhouse.sample.SampleOptions;
import io.tallyhouse.sample.world.Ticket;
import io.tallyhouse.sample.world.TicketEvent;
import io.tallyhouse.sample.world.TicketPlan;
import io.tallyhouse.sample.world.World;
import java.util.List;

/** Incidents as the Table API answers them: for each day those updated on it, in their state at its end. */
final class IncidentExport {
    private IncidentExport() {}

    static Dataset of(World world) {
        Dataset incidents = new Dataset("servicenow", "incident", Layout.TABLE_API, "", IncidentExport::damage);
        SampleOptions options = world.options();
        for (Ticket ticket : world.tickets()) {
            List<TicketEvent> events = ticket.eventsBefore(options.endSecond());
            for (int i = 0; i < events.size(); i++) {
                int day = options.dayOf(events.get(i).at());
                boolean lastOfDay = i + 1 == events.size()
                        || options.dayOf(events.get(i + 1).at()) > day;
                if (lastOfDay) {
                    incidents.add(day, record(ticket, events.get(i), i));
                }
            }
        }
        return incidents;
    }

    /** A copy whose time of update cannot be read. */
    static String damage(String record) {
        return record.replaceFirst("\"sys_updated_on\":\"[^\"]*\"", "\"sys_updated_on\":\"2026-02-30 25:00:00\"");
    }

    private static String record(Ticket ticket, TicketEvent event, int updates) {
        TicketPlan plan = ticket.plan();
        return new JsonRecord()
                .put("sys_id", ticket.sysId())
                .put("number", plan.number())
                .put("state", event.state().code())
                .put("opened_at", Times.tableApi(plan.opened()))
                .put("priority", Integer.toString(event.priority()))
                .put("category", plan.team().workflow().category())
                .put("subcategory", "")
                .put("contact_type", plan.channel())
                .reference(
                        "assignment_group",
                        "sys_user_group",
                        event.team() == null ? null : event.team().id())
                .reference("assigned_to", "sys_user", event.personId())
                .put("short_description", plan.team().workflow().title() + " " + plan.number())
                .put("sys_created_on", Times.tableApi(plan.opened()))
                .put("sys_updated_on", Times.tableApi(event.at()))
                .put("sys_mod_count", Integer.toString(updates))
                .text();
    }
}
