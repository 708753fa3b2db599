package io.tallyhouse.sample.truth;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallyhouse.sample.SampleOptions;
import io.tallyhouse.sample.delivery.DeliveredFile;
import io.tallyhouse.sample.world.Ticket;
import io.tallyhouse.sample.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Writes {@code truth.json}. */
public final class Truth {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Truth() {}

    /** Counts a world and writes what has to be found in its deliveries. */
    public static ObjectNode write(World world, List<DeliveredFile> files, Path out) throws IOException {
        SampleOptions options = world.options();
        long end = options.endSecond();
        ObjectNode truth = JSON.createObjectNode();
        truth.putObject("options")
                .put("seed", options.seed())
                .put("scale", options.scale())
                .put("weeks", options.weeks())
                .put("confounders", options.confounders().name().toLowerCase(java.util.Locale.ROOT))
                .put("start", options.start().toString());
        truth.put("as_of", Instant.ofEpochSecond(end).toString());
        Tally tally = new Tally(options);
        ReworkTruth rework = new ReworkTruth(tally, end);
        HandOffTruth handOffs = new HandOffTruth(tally, end);
        ConformanceTruth conformance = new ConformanceTruth(tally, end);
        for (Ticket ticket : world.tickets()) {
            rework.count(ticket);
            handOffs.count(ticket);
            conformance.count(ticket);
        }
        new SlaTruth(tally, end).count(world);
        new AdoptionTruth(tally, world).count();
        new QueueTruth(tally, world).count();
        tally.writeTo(truth.putArray("kpis"));
        new HoursTruth(world).writeTo(truth.putArray("hours"));
        PromptTruth.add(truth, world);
        FileTruth.add(truth, files);
        Files.createDirectories(out);
        Files.writeString(out.resolve("truth.json"), text(truth));
        TruthTables.write(world, out.resolve("truth"));
        Configuration.write(out.resolve("config"));
        return truth;
    }

    /** One row of a list a line, the same line ends on every machine. */
    private static String text(ObjectNode truth) throws IOException {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(new DefaultIndenter("", "\n"));
        return JSON.writer(printer)
                        .without(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                        .writeValueAsString(truth)
                + "\n";
    }
}
