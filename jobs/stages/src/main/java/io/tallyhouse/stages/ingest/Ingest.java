package io.tallyhouse.stages.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallyhouse.catalogue.contract.DatasetContract;
import io.tallyhouse.lake.LakeSession;
import io.tallyhouse.lake.SideBySide;
import io.tallyhouse.lake.log.DeltaLogs;
import io.tallyhouse.lake.table.HeldRows;
import io.tallyhouse.lake.table.LakeTable;
import io.tallyhouse.lake.table.TableReader;
import io.tallyhouse.lake.table.TableWriter;
import io.tallyhouse.sources.DeliveryException;
import io.tallyhouse.sources.ParseLimits;
import io.tallyhouse.sources.ParseReport;
import io.tallyhouse.sources.ParsedRecord;
import io.tallyhouse.sources.Parsers;
import io.tallyhouse.sources.RecordSink;
import io.tallyhouse.sources.Rejection;
import io.tallyhouse.stages.ingest.BronzeDiff.Tally;
import io.tallyhouse.stages.land.Delivery;
import io.tallyhouse.stages.land.DeliveryJournal;
import io.tallyhouse.stages.land.DeliveryState;
import io.tallyhouse.stages.land.DeliveryState.Counts;
import io.tallyhouse.stages.land.DeliveryState.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;

/**
 * Reads registered deliveries into bronze, one commit per dataset.
 *
 * <p>The commit's note names the deliveries with their counts; the journal repeats it afterwards. A process that dies between the two
 * finds the note when it starts again, so that no delivery is ever read into bronze twice.
 */
public final class Ingest {
    private static final String NOTE = "deliveries";
    private static final Tally NONE = new Tally(0, 0, 0, null);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path landing;
    private final Path warehouse;
    private final Map<String, DatasetContract> contracts;
    private final Supplier<LakeSession> lake;
    private final DeliveryJournal journal;
    private final Quarantine quarantine;
    private final Parsers parsers = new Parsers();
    private final Consumer<String> progress;

    /**
     * @param contracts by name, as the configuration changes them
     * @param lake opened only when there is something to read
     * @param progress gets a line per dataset
     */
    public Ingest(
            Path landing,
            Path warehouse,
            Map<String, DatasetContract> contracts,
            Supplier<LakeSession> lake,
            Consumer<String> progress) {
        this.landing = landing;
        this.warehouse = warehouse;
        this.contracts = contracts;
        this.lake = lake;
        this.journal = new DeliveryJournal(warehouse);
        this.quarantine = new Quarantine(warehouse);
        this.progress = progress;
    }

    /**
     * What was read.
     *
     * @param ingested deliveries read
     * @param refused deliveries of which nothing was accepted
     * @param accepted records added to bronze as winners when they came
     */
    public record Result(int ingested, int refused, long accepted) {
        private Result plus(Result other) {
            return new Result(ingested + other.ingested, refused + other.refused, accepted + other.accepted);
        }
    }

    /** @param run id of the run, the prefix of the journal's segments */
    public Result run(String run) {
        Map<String, List<Delivery>> pending = new TreeMap<>();
        for (DeliveryState state : journal.states().values()) {
            if (state.status() == Status.PENDING) {
                pending.computeIfAbsent(state.delivery().dataset(), d -> new ArrayList<>())
                        .add(state.delivery());
            }
        }
        pending.keySet().forEach(this::requireContract);
        List<Result> results = SideBySide.run(pending.entrySet().stream()
                .map(e -> (Supplier<Result>) () -> dataset(run, requireContract(e.getKey()), e.getValue()))
                .toList());
        return results.stream().reduce(new Result(0, 0, 0), Result::plus);
    }

    private DatasetContract requireContract(String dataset) {
        DatasetContract contract = contracts.get(dataset);
        if (contract == null) {
            throw new IllegalStateException("No contract for dataset " + dataset
                    + ", from which deliveries were registered; put sql/landing/" + dataset + ".yaml back");
        }
        return contract;
    }

    private Result dataset(String run, DatasetContract contract, List<Delivery> pending) {
        List<ObjectNode> entries = dataset(contract, pending);
        journal.append(run + "-1-ingest-" + contract.table(), entries);
        int ingested = 0;
        long accepted = 0;
        for (ObjectNode entry : entries) {
            ingested += entry.path("event").asText().equals("ingested") ? 1 : 0;
            accepted += entry.path("accepted").asLong();
        }
        return new Result(ingested, entries.size() - ingested, accepted);
    }

    private List<ObjectNode> dataset(DatasetContract contract, List<Delivery> pending) {
        LakeTable bronze = LakeTable.bronze(warehouse, contract);
        List<ObjectNode> entries = alreadyCommitted(contract, bronze, pending);
        List<Delivery> open = pending.stream()
                .filter(d ->
                        entries.stream().noneMatch(e -> e.path("id").asText().equals(d.id())))
                .toList();
        if (!open.isEmpty()) {
            entries.addAll(read(contract, bronze, open));
        }
        return entries;
    }

    /** Deliveries that a killed process committed to bronze without writing the journal. */
    private static List<ObjectNode> alreadyCommitted(
            DatasetContract contract, LakeTable bronze, List<Delivery> pending) {
        List<ObjectNode> entries = new ArrayList<>();
        DeltaLogs.lastMetadata(bronze.path(), NOTE).ifPresent(note -> {
            for (JsonNode entry : note.json().path(NOTE)) {
                // An entry of another reading was left by one that has to be read again.
                if (entry.path("reading").asText().equals(contract.reading())
                        && pending.stream()
                                .anyMatch(d -> d.id().equals(entry.path("id").asText()))) {
                    entries.add(entry.deepCopy());
                }
            }
        });
        return entries;
    }

    private List<ObjectNode> read(DatasetContract contract, LakeTable bronze, List<Delivery> open) {
        long start = System.nanoTime();
        SparkSession session = lake.get().newSession();
        Path scratch = warehouse.toAbsolutePath().resolve(".spark/staging/" + contract.table());
        deleteTree(scratch);
        StagedBatch batch = new StagedBatch(session, bronze, scratch);
        Map<Long, Parsed> parsed = new LinkedHashMap<>();
        List<ObjectNode> entries = new ArrayList<>();
        List<Long> refused = new ArrayList<>();
        for (Delivery delivery : open) {
            long order = delivery.sequence();
            Parsed result = parse(contract, delivery, batch, entries);
            if (result == null) {
                refused.add(order);
            } else {
                parsed.put(order, result);
            }
        }
        Dataset<Row> staged = batch.without(refused);
        entries.addAll(commit(contract, bronze, session, staged, parsed));
        deleteTree(scratch);
        report(contract, entries, (System.nanoTime() - start) / 1e9);
        return entries;
    }

    /** One delivery's parse. */
    private record Parsed(Delivery delivery, ParseReport report) {}

    private @Nullable Parsed parse(
            DatasetContract contract, Delivery delivery, StagedBatch batch, List<ObjectNode> entries) {
        List<Rejection> rejections = new ArrayList<>();
        RecordSink sink = new RecordSink() {
            @Override
            public void accept(ParsedRecord accepted) {
                batch.add(accepted, delivery.id(), delivery.sequence());
            }

            @Override
            public void reject(Rejection rejected) {
                rejections.add(rejected);
            }
        };
        Path file = landing.resolve(delivery.path());
        try (InputStream in = Files.newInputStream(file)) {
            ParseReport report =
                    parsers.forContract(contract).parse(in, delivery.path(), contract, ParseLimits.DEFAULT, sink);
            String fault = fault(contract, delivery, report, rejections);
            if (fault != null) {
                return refuse(contract, delivery, "bad_share", fault, entries);
            }
            quarantine.write(delivery, rejections);
            return new Parsed(delivery, report);
        } catch (DeliveryException e) {
            return refuse(contract, delivery, e.reason().code(), String.valueOf(e.getMessage()), entries);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot read " + file + ", which was registered; put it back or run: tallyhouse delivery withdraw "
                            + delivery.shortId(),
                    e);
        }
    }

    private @Nullable Parsed refuse(
            DatasetContract contract, Delivery delivery, String reason, String message, List<ObjectNode> entries) {
        quarantine.refuse(delivery, reason, message);
        entries.add(DeliveryJournal.refused(delivery.id(), message, contract.reading()));
        return null;
    }

    private static @Nullable String fault(
            DatasetContract contract, Delivery delivery, ParseReport report, List<Rejection> rejections) {
        if (delivery.rows() != null && delivery.rows() != report.seen()) {
            return "Cannot read " + delivery.path() + ": its manifest says " + delivery.rows()
                    + " records but it holds " + report.seen() + ". Deliver it again";
        }
        // A handful of bad records says nothing about a source; the share is judged from ten on.
        if (report.rejected() >= 10 && report.rejected() > contract.badShareLimit() * report.seen()) {
            Rejection first = rejections.get(0);
            return "Cannot read " + delivery.path() + ": " + report.rejected() + " of " + report.seen()
                    + " records are bad, more than the limit of " + contract.badShareLimit() + " of "
                    + contract.name() + ". First at line " + first.line() + ": " + first.message();
        }
        return null;
    }

    private List<ObjectNode> commit(
            DatasetContract contract,
            LakeTable bronze,
            SparkSession session,
            Dataset<Row> staged,
            Map<Long, Parsed> parsed) {
        Optional<HeldRows> held = HeldRows.of(staged);
        Optional<HeldRows> present =
                held.isPresent() ? HeldRows.stored(session, bronze, HeldDiff.columns(contract)) : Optional.empty();
        if (held.isPresent() && present.isPresent()) {
            HeldDiff diff = HeldDiff.judge(contract, held.get(), present.get());
            return append(contract, bronze, diff.fresh().dataset(session), parsed, diff.tallies());
        }
        Dataset<Row> stored = DeltaLogs.state(bronze.path()).exists() ? TableReader.readStored(session, bronze) : null;
        Dataset<Row> judged = BronzeDiff.judge(contract, staged, stored).persist();
        try {
            Dataset<Row> fresh = judged.where(functions.col(BronzeDiff.VERDICT).notEqual("duplicate"));
            return append(contract, bronze, fresh, parsed, BronzeDiff.tallies(contract, judged));
        } finally {
            judged.unpersist();
        }
    }

    private static List<ObjectNode> append(
            DatasetContract contract,
            LakeTable bronze,
            Dataset<Row> fresh,
            Map<Long, Parsed> parsed,
            Map<Long, Tally> tallies) {
        List<ObjectNode> entries = new ArrayList<>();
        long n = 0;
        for (Map.Entry<Long, Parsed> entry : parsed.entrySet()) {
            Counts c = counts(entry.getValue().report(), tallies.getOrDefault(entry.getKey(), NONE));
            n += c.accepted() + c.superseded();
            entries.add(DeliveryJournal.ingested(entry.getValue().delivery().id(), c, contract.reading()));
        }
        if (n > 0) {
            Column[] columns = bronze.columnNames().stream().map(functions::col).toArray(Column[]::new);
            TableWriter.append(bronze, fresh.select(columns), note(entries));
        }
        return entries;
    }

    private static Counts counts(ParseReport report, Tally tally) {
        return new Counts(
                report.seen(),
                tally.accepted(),
                tally.duplicates(),
                tally.superseded(),
                report.rejected(),
                tally.newest(),
                report.notes());
    }

    private static String note(List<ObjectNode> entries) {
        ArrayNode list = JSON.createArrayNode();
        entries.forEach(list::add);
        return JSON.createObjectNode().set(NOTE, list).toString();
    }

    private void report(DatasetContract contract, List<ObjectNode> entries, double seconds) {
        long accepted =
                entries.stream().mapToLong(e -> e.path("accepted").asLong()).sum();
        long duplicates =
                entries.stream().mapToLong(e -> e.path("duplicates").asLong()).sum();
        long superseded =
                entries.stream().mapToLong(e -> e.path("superseded").asLong()).sum();
        long quarantined =
                entries.stream().mapToLong(e -> e.path("quarantined").asLong()).sum();
        long refused = entries.stream()
                .filter(e -> e.path("event").asText().equals("refused"))
                .count();
        progress.accept(String.format(
                java.util.Locale.ROOT,
                "%-28s %,9d accepted %,7d duplicates %,7d superseded %,6d quarantined %s%6.1f s",
                contract.name(),
                accepted,
                duplicates,
                superseded,
                quarantined,
                refused == 0 ? "" : refused + " files refused ",
                seconds));
    }

    private static void deleteTree(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot clear the scratch folder " + folder, e);
        }
    }
}
