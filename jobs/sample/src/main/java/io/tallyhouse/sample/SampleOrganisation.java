package io.tallyhouse.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallyhouse.sample.delivery.DeliveredFile;
import io.tallyhouse.sample.delivery.Deliveries;
import io.tallyhouse.sample.truth.Truth;
import io.tallyhouse.sample.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** The sample organisation: everything in it is simulated, and everything that happened in it is known. */
public final class SampleOrganisation {
    private SampleOrganisation() {}

    /** Plays the organisation in memory. */
    public static World simulate(SampleOptions options) {
        return World.simulate(options);
    }

    /**
     * Plays the organisation and writes its deliveries under {@code landing/}, its truth as {@code truth.json} and its own
     * configuration under {@code config/}. The same options give the same bytes on every machine.
     *
     * @param options what decides every byte
     * @param out folder to write into; files of the same names are replaced
     * @param progress told a line about each step
     * @return the truth as written
     * @throws IOException when a file cannot be written
     */
    public static ObjectNode generate(SampleOptions options, Path out, Consumer<String> progress) throws IOException {
        progress.accept("simulate");
        World world = simulate(options);
        List<DeliveredFile> files = Deliveries.write(world, out, progress);
        progress.accept("truth");
        return Truth.write(world, files, out);
    }
}
