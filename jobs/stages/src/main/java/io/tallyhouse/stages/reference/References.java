package io.tallyhouse.stages.reference;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallyhouse.catalogue.Catalogue;
import io.tallyhouse.catalogue.config.Playbook;
import io.tallyhouse.catalogue.config.Settings;
import io.tallyhouse.catalogue.metric.Metric;
import io.tallyhouse.catalogue.process.AcceptedDeviation;
import io.tallyhouse.catalogue.process.ProcessModelFile;
import io.tallyhouse.lake.run.Reference;
import io.tallyhouse.mining.model.ModelText;
import io.tallyhouse.stages.baseline.Baseline;
import io.tallyhouse.stages.baseline.Baselines;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The small tables that models read from the configuration and from the journal of baselines. */
public final class References {
    private static final String LOGS = "eventlog/";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double SECONDS_PER_MINUTE = 60;

    private References() {}

    /**
     * @param catalogue what the house says about itself
     * @param baselines frozen and approved baselines
     * @param logs names of process logs that were delivered
     * @param asOf the instant whose playbook gives the targets
     */
    public static Map<String, Reference> of(
            Catalogue catalogue, Baselines baselines, TreeSet<String> logs, Instant asOf) {
        Map<String, Reference> references = new LinkedHashMap<>();
        references.put("state_map", stateMap(catalogue.settings()));
        references.put("source_setting", sourceSetting(catalogue.settings(), logs));
        references.put("handling_default", handlingDefault(catalogue.settings()));
        references.put("process_model", processModel(catalogue));
        references.put("accepted_deviation", acceptedDeviation(catalogue));
        references.put("metric", metric(catalogue));
        references.put("target", target(catalogue, asOf));
        references.put("baseline_value", baselineValue(baselines));
        references.put("baseline_stratum", baselineStratum(baselines));
        references.put("hours_setting", hoursSetting(catalogue.settings()));
        return references;
    }

    private static Reference stateMap(Settings settings) {
        List<Object[]> rows = new ArrayList<>();
        settings.stateMaps()
                .forEach((source, map) -> map.states()
                        .forEach(
                                (state, rule) -> rows.add(new Object[] {source, state, rule.activity(), rule.done()})));
        settings.logs()
                .forEach((log, setting) ->
                        setting.done().forEach(step -> rows.add(new Object[] {LOGS + log, step, step, true})));
        return new FixedReference("source STRING, state STRING, activity STRING, done BOOLEAN", rows);
    }

    /** A process log's steps are its activities; only the configuration says which of them mean done. */
    private static Reference sourceSetting(Settings settings, TreeSet<String> logs) {
        List<Object[]> rows = new ArrayList<>();
        settings.stateMaps().forEach((source, map) -> rows.add(new Object[] {source, false, true, json(map.once())}));
        for (String log : logs) {
            Settings.LogSetting setting = settings.logs().get(log);
            List<String> once = setting == null ? List.of() : setting.once();
            boolean withTransition = setting == null || setting.withTransition();
            rows.add(new Object[] {LOGS + log, true, withTransition, json(once)});
        }
        return new FixedReference("source STRING, maps_all_states BOOLEAN, with_transition BOOLEAN, once STRING", rows);
    }

    private static Reference handlingDefault(Settings settings) {
        List<Object[]> rows = new ArrayList<>();
        settings.handlingDefaults()
                .forEach((activity, value) -> rows.add(
                        new Object[] {activity, seconds(value.minutes()), seconds(value.orientationMinutes())}));
        return new FixedReference("activity STRING, handling_seconds BIGINT, orientation_seconds BIGINT", rows);
    }

    private static @Nullable Long seconds(@Nullable Double minutes) {
        return minutes == null ? null : Math.round(minutes * SECONDS_PER_MINUTE);
    }

    /** A model is written where it says which sources it judges; how long a silent case stays open, a process log may say itself. */
    private static Reference processModel(Catalogue catalogue) {
        List<Object[]> rows = new ArrayList<>();
        for (ProcessModelFile model : catalogue.processModels()) {
            ModelText text = ProcessModelTexts.of(model);
            String hash = text.model(model.id()).contentHash();
            for (String source : model.sources()) {
                Settings.LogSetting log = source.startsWith(LOGS)
                        ? catalogue.settings().logs().get(source.substring(LOGS.length()))
                        : null;
                rows.add(new Object[] {
                    source,
                    model.id(),
                    model.effectiveFrom().atStartOfDay(ZoneOffset.UTC).toInstant(),
                    hash,
                    text.notation().name(),
                    text.text(),
                    json(model.finalActivities()),
                    (log == null ? model.timeout() : log.timeout()).toSeconds()
                });
            }
        }
        return new FixedReference(
                "source STRING, process_model STRING, effective_from TIMESTAMP, model_hash STRING, notation STRING,"
                        + " model STRING, final_activities STRING, timeout_seconds BIGINT",
                rows);
    }

    private static Reference acceptedDeviation(Catalogue catalogue) {
        List<Object[]> rows = new ArrayList<>();
        for (ProcessModelFile model : catalogue.processModels()) {
            for (AcceptedDeviation accepted : model.accepted()) {
                rows.add(new Object[] {
                    model.id(),
                    accepted.shownAs().name().toLowerCase(Locale.ROOT),
                    accepted.activity(),
                    accepted.owner(),
                    accepted.acceptedOn(),
                    accepted.until(),
                    accepted.reason()
                });
            }
        }
        return new FixedReference(
                "process_model STRING, shown_as STRING, activity STRING, owner STRING, accepted_on DATE, until DATE,"
                        + " reason STRING",
                rows);
    }

    private static Reference metric(Catalogue catalogue) {
        List<Object[]> rows = new ArrayList<>();
        for (Metric m : catalogue.metrics().all()) {
            rows.add(new Object[] {
                m.name(),
                m.title(),
                m.sentence(),
                m.formula(),
                m.unit().name().toLowerCase(Locale.ROOT),
                m.direction().name().toLowerCase(Locale.ROOT),
                m.owner(),
                m.source(),
                m.additive(),
                m.group(),
                (long) m.version(),
                // Everything that decides how the figure is compiled, so that a change of it is a change of this table.
                m.toString()
            });
        }
        return new FixedReference(
                "metric STRING, title STRING, sentence STRING, formula STRING, unit STRING, direction STRING, owner STRING,"
                        + " source STRING, additive BOOLEAN, metric_group STRING, definition_version BIGINT,"
                        + " definition STRING",
                rows);
    }

    private static Reference target(Catalogue catalogue, Instant asOf) {
        Playbook playbook = catalogue.playbook(asOf.atZone(ZoneOffset.UTC).toLocalDate());
        Map<String, Double> byPath = new LinkedHashMap<>();
        byPath.put("slo.training_completion", playbook.slo().trainingCompletion());
        byPath.put("slo.adoption_rate", playbook.slo().adoptionRate());
        catalogue.settings().targets().forEach((name, value) -> byPath.put("targets." + name, value));
        List<Object[]> rows = new ArrayList<>();
        for (Metric m : catalogue.metrics().all()) {
            Double value = m.target() == null ? null : byPath.get(m.target());
            if (value != null) {
                rows.add(new Object[] {m.name(), value, m.target()});
            }
        }
        return new FixedReference("metric STRING, target DOUBLE, target_source STRING", rows);
    }

    private static Reference baselineValue(Baselines baselines) {
        List<Object[]> rows = new ArrayList<>();
        for (Baseline baseline : baselines.inForce()) {
            baseline.values()
                    .forEach((metric, value) ->
                            rows.add(new Object[] {baseline.id(), baseline.function(), metric, value}));
        }
        return new FixedReference("baseline_id STRING, function STRING, metric STRING, value DOUBLE", rows);
    }

    private static Reference baselineStratum(Baselines baselines) {
        List<Object[]> rows = new ArrayList<>();
        for (Baseline baseline : baselines.inForce()) {
            for (Baseline.Cell cell : baseline.cells()) {
                rows.add(new Object[] {
                    baseline.id(),
                    baseline.function(),
                    cell.team(),
                    cell.workflow(),
                    cell.priority(),
                    cell.channel(),
                    cell.tickets(),
                    cell.unmeasured(),
                    cell.seconds()
                });
            }
        }
        return new FixedReference(
                "baseline_id STRING, function STRING, team STRING, workflow STRING, priority STRING, channel STRING,"
                        + " tickets BIGINT, unmeasured BIGINT, seconds BIGINT",
                rows);
    }

    private static Reference hoursSetting(Settings settings) {
        Settings.Hours hours = settings.hours();
        List<Object[]> rows = List.<Object[]>of(new Object[] {hours.draws(), hours.seed(), hours.paidHoursPerWeek()});
        return new FixedReference("draws INT, seed BIGINT, paid_hours_per_week DOUBLE", rows);
    }

    private static @Nullable String json(List<String> list) {
        return list.isEmpty() ? null : JSON.valueToTree(list).toString();
    }
}
