import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallyhouse.mining.align.Aligner;
import io.tallyhouse.mining.align.AlignmentResult;
import io.tallyhouse.mining.align.AlignmentResult.Optimal;
import io.tallyhouse.mining.align.Fitness;
import io.tallyhouse.mining.align.VariantAligner;
import io.tallyhouse.mining.conformance.ConformanceReport;
import io.tallyhouse.mining.conformance.LogVariants;
import io.tallyhouse.mining.log.XesEvent;
import io.tallyhouse.mining.log.XesFile;
import io.tallyhouse.mining.log.XesFile.GzipLimits;
import io.tallyhouse.mining.log.XesHandler;
import io.tallyhouse.mining.log.XesLimits;
import io.tallyhouse.mining.log.XesReader;
import io.tallyhouse.mining.log.XesTrace;
import io.tallyhouse.mining.model.PnmlReader;
import io.tallyhouse.mining.model.ProcessModel;
import io.tallyhouse.mining.model.PtmlReader;
import io.tallyhouse.mining.trace.Variant;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long alignments, token replay and reading take when the machine is warm: best and median of many rounds, each with an aligner of
 * its own that knows nothing yet. Arguments: folder of public data, rounds, then pairs of log and model; prints one JSON array.
 */
public final class Bench {
    private static final long BUDGET = 20 * Aligner.DEFAULT_BUDGET;

    private Bench() {}

    public static void main(String[] args) throws Exception {
        Path data = Path.of(args[0]);
        int rounds = Integer.parseInt(args[1]);
        List<Map<String, Object>> results = new ArrayList<>();
        for (int i = 2; i + 1 < args.length; i += 2) {
            results.add(measure(data, args[i], args[i + 1], rounds));
        }
        System.out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(results));
    }

    private static Map<String, Object> measure(Path data, String log, String modelFile, int rounds) throws Exception {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("log", log);
        result.put("model", modelFile);
        ProcessModel model = model(data.resolve(modelFile));
        LogVariants variants = LogVariants.readXes(data.resolve(log), List.of("concept:name"), model.labels(), n -> {});
        List<List<String>> traces = variants.variants().stream().map(Variant::steps).toList();
        result.put("cases", variants.cases());
        result.put("variants", traces.size());
        Fitness fitness = new Fitness();
        long states = 0;
        List<AlignmentResult> aligned = new VariantAligner(model, BUDGET, 1).align(traces);
        for (int i = 0; i < traces.size(); i++) {
            fitness.add(aligned.get(i), variants.variants().get(i).cases());
            states += aligned.get(i) instanceof Optimal optimal ? optimal.states() : BUDGET;
        }
        result.put("total_cost", fitness.cost());
        result.put("mean_fitness", fitness.mean().orElse(Double.NaN));
        result.put("not_evaluated", fitness.notEvaluated());
        result.put("states", states);
        result.put("first_seconds", seconds(() -> new VariantAligner(model, BUDGET, 1).align(traces)));
        for (int threads : new int[] {1, 2}) {
            result.put("align_seconds_" + threads, times(rounds, () -> new VariantAligner(model, BUDGET, threads).align(traces)));
        }
        result.put(
                "replay_seconds_1",
                times(rounds, () -> ConformanceReport.byReplay(variants.variants(), model, BUDGET, n -> {})));
        byte[] text;
        try (InputStream in = XesFile.open(data.resolve(log), GzipLimits.defaults())) {
            text = in.readAllBytes();
        }
        Map<String, Double> read = times(Math.min(rounds, 20), () -> {
            try {
                XesReader.read("log", new ByteArrayInputStream(text), XesLimits.defaults(), new Passing());
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        result.put("xes_megabytes", text.length / 1e6);
        result.put("read_seconds_1", read);
        result.put("read_megabytes_per_second", text.length / 1e6 / read.getOrDefault("best", Double.NaN));
        return result;
    }

    /** Looks at each event and keeps nothing. */
    private static final class Passing implements XesHandler {
        private long letters;

        @Override
        public void event(XesTrace trace, XesEvent event) {
            letters += String.valueOf(event.activity()).length();
        }
    }

    private static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private static Map<String, Double> times(int rounds, Runnable work) {
        for (int i = 0; i < rounds; i++) {
            work.run();
        }
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            times.add(seconds(work));
        }
        times.sort(null);
        Map<String, Double> summary = new LinkedHashMap<>();
        summary.put("best", times.get(0));
        summary.put("median", times.get(times.size() / 2));
        return summary;
    }

    private static ProcessModel model(Path file) throws Exception {
        try (InputStream in = Files.newInputStream(file)) {
            return file.toString().endsWith(".ptml")
                    ? PtmlReader.read(file.toString(), in)
                    : PnmlReader.read(file.toString(), in).net();
        }
    }
}
