package io.tallyhouse.sample.delivery;

import io.tallyhouse.sample.SampleOptions;
import io.tallyhouse.sample.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Writes the landing tree of a simulated world. */
public final class Deliveries {
    private Deliveries() {}

    /**
     * Writes {@code landing/<source>/<dataset>/<day>/<dataset>-<day>.<ext>} below a folder, each day's folder with a manifest.
     *
     * @param world the world
     * @param out folder to write into; made where it does not exist
     * @param progress told each dataset's name before it is written
     * @return every file written
     * @throws IOException when a file cannot be written
     */
    public static List<DeliveredFile> write(World world, Path out, Consumer<String> progress) throws IOException {
        SampleOptions options = world.options();
        LandingFolder folder = new LandingFolder(out.resolve("landing"), options.start());
        Faults faults = new Faults(options.seed(), options.start(), options.weeks() * 7, folder);
        List<Dataset> clean = List.of(
                PeopleExport.teams(world),
                PeopleExport.persons(world),
                PeopleExport.rates(world),
                SlaExport.definitions(world),
                SlaExport.schedules(world));
        for (Dataset dataset : clean) {
            progress.accept(dataset.source() + "/" + dataset.name());
            faults.deliverClean(dataset);
        }
        List<Dataset> busy = List.of(
                AuditExport.of(world),
                IncidentExport.of(world),
                SlaExport.clocks(world),
                PromptExport.of(world),
                GovernanceExport.approvals(world),
                GovernanceExport.exceptions(world),
                PeopleExport.training(world));
        for (Dataset dataset : busy) {
            progress.accept(dataset.source() + "/" + dataset.name());
            faults.deliver(dataset);
        }
        List<DeliveredFile> files = new ArrayList<>(faults.delivered());
        files.add(folder.writeWorkflows(GovernanceExport.workflows(world)));
        return files;
    }
}
