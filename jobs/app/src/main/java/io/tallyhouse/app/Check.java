package io.tallyhouse.app;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallyhouse.app.RunLedger.StageEntry;
import io.tallyhouse.catalogue.model.ModelFolder;
import io.tallyhouse.lake.journal.Journal;
import io.tallyhouse.lake.log.DeltaLogs;
import io.tallyhouse.lake.log.TableVersion;
import io.tallyhouse.lake.table.LakeTable;
import io.tallyhouse.lake.table.LakeTables;
import io.tallyhouse.lake.table.TableReader;
import io.tallyhouse.quality.CheckedTable;
import io.tallyhouse.quality.QualityGate;
import io.tallyhouse.quality.result.GateReport;
import io.tallyhouse.quality.result.GateScreen;
import io.tallyhouse.quality.result.Outcome;
import io.tallyhouse.quality.result.RuleResult;
import io.tallyhouse.quality.result.TableCheck;
import io.tallyhouse.terminal.Exit;
import io.tallyhouse.terminal.Terminal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Judges tables by their rules and records verdicts; what to hold back is decided when marts are published. */
final class Check {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final House house;
    private final String run;
    private final Instant asOf;
    private final Terminal terminal;
    private final Journal checks;
    private final Journal gates;

    Check(House house, String run, Instant asOf, Terminal terminal) {
        this.house = house;
        this.run = run;
        this.asOf = asOf;
        this.terminal = terminal;
        this.checks = new Journal(house.warehouse(), "checks");
        this.gates = new Journal(house.warehouse(), "gates");
    }

    int run(StageEntry entry) {
        Map<String, Map<String, Object>> former = former();
        LakeTables tables = house.tables();
        List<CheckedTable> present = new ArrayList<>();
        for (ModelFolder model : house.models()) {
            LakeTable table = tables.table(model.name());
            TableVersion version = DeltaLogs.state(table.path());
            if (version.exists()) {
                present.add(new CheckedTable(
                        model,
                        version.id() + "@" + version.version(),
                        () -> TableReader.readStored(house.lake().newSession(), table)));
            }
        }
        GateReport report = QualityGate.check(
                present,
                house.rules().all(),
                (table, key) -> Optional.ofNullable(former.get(table)).filter(m -> key.equals(m.get("key"))));
        store(report);
        ObjectNode gate = JSON.createObjectNode()
                .put("run", run)
                .put("as_of", asOf.toString())
                .put("checked_at", terminal.now().toString());
        ObjectNode groups = gate.putObject("held");
        report.held().forEach(h -> h.rules().forEach(groups.withArray(h.group())::add));
        ObjectNode versions = gate.putObject("versions");
        versions().forEach(versions::put);
        gates.append(run, List.of(gate));
        tell(report, entry);
        return Exit.OK;
    }

    private void tell(GateReport report, StageEntry entry) {
        List<String> held =
                report.held().stream().map(GateReport.HeldGroup::group).toList();
        List<RuleResult> broken = report.broken();
        for (RuleResult result : broken) {
            terminal.say(GateScreen.render(result));
        }
        int rules = report.results().size();
        long reused = report.checks().stream().filter(TableCheck::reused).count();
        long failed = broken.stream().filter(r -> r.outcome() == Outcome.FAILED).count();
        long unjudged = broken.size() - failed;
        entry.summary().put("rules", rules).put("failed", failed).put("not_evaluable", unjudged);
        held.forEach(entry.summary().withArray("held")::add);
        terminal.say(
                "  " + rules + " rules, " + failed + " failed, " + unjudged + " cannot be judged, " + reused + " of "
                        + report.checks().size() + " tables unchanged since their last check"
                        + (held.isEmpty() ? "" : "; held back: " + String.join(", ", held)));
    }

    private void store(GateReport report) {
        List<JsonNode> fresh = new ArrayList<>();
        for (TableCheck check : report.checks()) {
            if (!check.reused()) {
                fresh.add(JSON.<ObjectNode>valueToTree(check.toMap()).put("run", run));
            }
        }
        if (!fresh.isEmpty()) {
            checks.append(run, fresh);
        }
    }

    private Map<String, Map<String, Object>> former() {
        Map<String, Map<String, Object>> newest = new HashMap<>();
        checks.read()
                .forEach(c -> newest.put(
                        c.path("table").asText(), JSON.convertValue(c, new TypeReference<Map<String, Object>>() {})));
        return newest;
    }

    /** Versions of all derived tables, by which publishing sees whether they were checked. */
    private Map<String, String> versions() {
        return versions(house);
    }

    static Map<String, String> versions(House house) {
        Map<String, String> versions = new TreeMap<>();
        LakeTables tables = house.tables();
        for (ModelFolder model : house.models()) {
            TableVersion version = DeltaLogs.state(tables.table(model.name()).path());
            versions.put(model.name(), version.id() + "@" + version.version());
        }
        return versions;
    }
}
