package io.tallyhouse.app;

import io.tallyhouse.lake.run.RunContext;
import io.tallyhouse.lake.run.StepListener;
import io.tallyhouse.lake.run.TableEngine;
import io.tallyhouse.stages.baseline.Baselines;
import io.tallyhouse.stages.engine.Hours;
import io.tallyhouse.stages.engine.SlaClocks;
import io.tallyhouse.stages.engine.SlaRisks;
import io.tallyhouse.stages.engine.VariantConformance;
import io.tallyhouse.stages.kpi.KpiCurrent;
import io.tallyhouse.stages.land.DeliveryJournal;
import io.tallyhouse.stages.reference.References;
import java.time.Instant;
import java.util.Map;
import java.util.TreeSet;

/** Puts together what the model runner needs. */
final class Context {
    /** Raised whenever a Java engine may compute something else from the same rows. */
    private static final String ENGINES = "3";

    private static final int SIDE_BY_SIDE = 2;

    private final House house;

    Context(House house) {
        this.house = house;
    }

    RunContext of(String run, String step, Instant asOf, StepListener listener) {
        double missing = house.catalogue().settings().limits().missingSequenceShare();
        Map<String, TableEngine> engines = Map.of(
                "variant_conformance", new VariantConformance(),
                "sla_clock", new SlaClocks(),
                "sla_risk", new SlaRisks(),
                "hours", new Hours(),
                "kpi_current", new KpiCurrent(house.catalogue().metrics(), missing));
        return new RunContext(
                house.tables(),
                run,
                step,
                asOf,
                engines,
                References.of(house.catalogue(), new Baselines(house.warehouse()), logs(), asOf),
                ENGINES + "/" + house.catalogue().settings().limits(),
                listener,
                SIDE_BY_SIDE);
    }

    /** Names of the process logs that were delivered, which are their landing folders. */
    private TreeSet<String> logs() {
        TreeSet<String> logs = new TreeSet<>(house.catalogue().settings().logs().keySet());
        new DeliveryJournal(house.warehouse()).states().values().forEach(s -> {
            String[] parts = s.delivery().path().split("/");
            if (parts[0].equals("eventlog") && parts.length > 2) {
                logs.add(parts[1]);
            }
        });
        return logs;
    }
}
