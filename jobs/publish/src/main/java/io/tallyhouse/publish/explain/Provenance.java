package io.tallyhouse.publish.explain;

import io.tallyhouse.catalogue.metric.Metric;
import io.tallyhouse.publish.duckdb.ParquetViews;
import io.tallyhouse.publish.explain.Evidence.FrozenBaseline;
import io.tallyhouse.publish.explain.Evidence.Versions;
import io.tallyhouse.publish.explain.Explanation.DeliveryShare;
import io.tallyhouse.publish.kpi.Figures;
import io.tallyhouse.publish.kpi.GroupState;
import io.tallyhouse.publish.kpi.KpiRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where a figure comes from: definition, tables, publication, baseline, deliveries. */
final class Provenance {
    private static final String TICKET = "ticket_key";

    /** The bronze records that tell about a ticket. */
    private static final Origin AUDIT = new Origin(
            TICKET,
            List.of("servicenow__incident_audit"),
            "SELECT concat('servicenow:', number) AS key, _delivery_id FROM servicenow__incident_audit");

    private static final Origin LOG = new Origin(
            TICKET,
            List.of("eventlog__event"),
            "SELECT concat('eventlog/', log, ':', case_id) AS key, _delivery_id FROM eventlog__event");

    private static final List<Origin> CLOCK = List.of(
            AUDIT,
            new Origin(
                    TICKET,
                    List.of("servicenow__task_sla", "servicenow__incident"),
                    "SELECT concat('servicenow:', i.number) AS key, t._delivery_id"
                            + " FROM servicenow__task_sla AS t"
                            + " INNER JOIN (SELECT DISTINCT sys_id, number FROM servicenow__incident) AS i"
                            + " ON i.sys_id = t.task"));

    private static final Map<String, List<Origin>> ORIGINS = Map.of(
            "fct_ticket_event", List.of(AUDIT, LOG),
            "fct_ticket", List.of(AUDIT, LOG),
            "fct_hand_off", List.of(AUDIT, LOG),
            "fct_case_conformance", List.of(AUDIT, LOG),
            "fct_sla_clock", CLOCK,
            "fct_sla_ticket", CLOCK,
            "fct_work_item",
                    List.of(
                            AUDIT,
                            new Origin(
                                    TICKET,
                                    List.of("prompts__prompt_log"),
                                    "SELECT concat(ticket_source, ':', ticket_number) AS key, _delivery_id"
                                            + " FROM prompts__prompt_log")),
            "fct_prompt",
                    List.of(new Origin(
                            "prompt_id",
                            List.of("prompts__prompt_log"),
                            "SELECT prompt_id AS key, _delivery_id FROM prompts__prompt_log")),
            "fct_exception",
                    List.of(new Origin(
                            "exception_id",
                            List.of("governance__exceptions"),
                            "SELECT exception_id AS key, _delivery_id FROM governance__exceptions")),
            "fct_training",
                    List.of(new Origin(
                            "assignment_id",
                            List.of("learning__training"),
                            "SELECT assignment_id AS key, _delivery_id FROM learning__training")));

    private final Evidence evidence;
    private final @Nullable GroupState group;

    /** Where units of a fact table are found in bronze. */
    private record Origin(String column, List<String> tables, String sql) {}

    /** @param group state of the metric's group; null when it is not known */
    Provenance(Evidence evidence, @Nullable GroupState group) {
        this.evidence = evidence;
        this.group = group;
    }

    /** @param numerator the metric's, or that of the part that is explained */
    Map<String, String> counted(Metric metric, KpiRow row, String numerator) {
        Map<String, String> lines = definition(metric, row);
        lines.put("numerator", numerator);
        put(lines, "denominator", metric.denominator());
        put(lines, "counts rows", metric.filter() == null ? null : "where " + metric.filter());
        lines.put("placed by", String.valueOf(metric.timeOf()));
        lines.put("source", table(metric.source()));
        rest(lines, row);
        return lines;
    }

    /** @param tables whose rows were added up */
    Map<String, String> hours(Metric metric, KpiRow row, List<String> tables) {
        Map<String, String> lines = definition(metric, row);
        lines.put("source", tables.stream().map(this::table).collect(Collectors.joining("; ")));
        if (row.lower() != null || metric.name().endsWith("lower95")) {
            lines.put("interval", evidence.bootstrap() + ", " + Figures.count(row.clusters()) + " clusters (teams)");
        }
        rest(lines, row);
        return lines;
    }

    private Map<String, String> definition(Metric metric, KpiRow row) {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put(
                "definition",
                "sql/metrics/" + metric.name() + ".yaml, version " + row.definitionVersion()
                        + (row.definitionVersion() == metric.version()
                                ? ""
                                : " (the file is at version " + metric.version() + " by now)"));
        return lines;
    }

    private void rest(Map<String, String> lines, KpiRow row) {
        if (group != null) {
            lines.put(
                    "publication",
                    row.publicationId() + " of run " + group.runId() + ", as of " + group.asOf()
                            + (group.heldBack() ? " (held back since " + group.heldBackSince() + ")" : ""));
        }
        lines.put("finality", row.finality() + ", basis " + row.basis());
        put(lines, "leaves out", row.isOk() ? row.reason() : null);
        put(lines, "baseline", baseline(row));
        if (row.target() != null) {
            lines.put("target", row.target() + " from " + row.targetSource() + ": " + row.targetStatus());
        }
    }

    private static void put(Map<String, String> lines, String key, @Nullable String text) {
        if (text != null) {
            lines.put(key, text);
        }
    }

    private @Nullable String baseline(KpiRow row) {
        String ids = row.baselineId();
        if (ids == null || ids.isEmpty()) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        for (String id : ids.split(",")) {
            FrozenBaseline b = evidence.baseline(id).orElse(null);
            texts.add(
                    b == null
                            ? id + " (not in this warehouse)"
                            : id + ", SHA-256 " + b.hash() + ", "
                                    + b.from().toString().substring(0, 10) + " to "
                                    + b.to().toString().substring(0, 10) + ", frozen by " + b.frozenBy()
                                    + ", approved by " + b.approvedBy());
        }
        return String.join("; ", texts) + (row.baselineValue() == null ? "" : "; its value is " + row.baselineValue());
    }

    private String table(String table) {
        Versions versions = versions(table);
        Long published = versions.published();
        return table + ", Delta version " + versions.now()
                + (published == null
                        ? ""
                        : versions.moved() ? ", published from version " + published : ", as published");
    }

    private Versions versions(String table) {
        return evidence.versions(table, group == null ? null : group.publishedAt());
    }

    /** A sentence for a difference: what changed after the publication, and what to do. */
    String moved(List<String> tables) {
        List<String> changed = new ArrayList<>();
        for (String table : tables) {
            Versions versions = versions(table);
            if (versions.moved()) {
                changed.add(table + " is at version " + versions.now() + ", the publication was made of version "
                        + versions.published());
            }
        }
        return changed.isEmpty()
                ? "The tables are those of the publication; see whether they are what the deliveries give with:"
                        + " tallyhouse rebuild --check"
                : "The tables changed after the publication (" + String.join("; ", changed)
                        + "); publish anew with: tallyhouse nightly";
    }

    /**
     * The files whose records tell about the units; none where units are counts, which have no key.
     *
     * @param units a query with a row per unit
     */
    List<DeliveryShare> deliveries(ParquetViews views, String table, String units) {
        Map<String, String> files = evidence.deliveries();
        List<DeliveryShare> shares = new ArrayList<>();
        for (Origin origin : ORIGINS.getOrDefault(table, List.of())) {
            if (!attach(views, origin)) {
                continue;
            }
            String sql = "SELECT b._delivery_id, count(*) FROM (" + origin.sql() + ") AS b WHERE b.key IN (SELECT "
                    + origin.column() + " FROM (" + units + ")) GROUP BY 1 ORDER BY 2 DESC, 1";
            views.run(origin.tables().get(0), sql, new Single(row -> {
                String id = String.valueOf(row.get(0));
                shares.add(new DeliveryShare(
                        id,
                        files.getOrDefault(id, "(not in the journal)"),
                        Units.exact(row.get(1)).longValueExact()));
            }));
        }
        return shares;
    }

    private boolean attach(ParquetViews views, Origin origin) {
        for (String table : origin.tables()) {
            List<Path> files = evidence.bronze(table);
            if (files.isEmpty()) {
                return false;
            }
            views.add(table, files);
        }
        return true;
    }
}
