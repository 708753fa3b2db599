package io.tallyhouse.stages.land;

import io.tallyhouse.catalogue.contract.Contracts;
import io.tallyhouse.catalogue.contract.DatasetContract;
import io.tallyhouse.catalogue.hash.Sha256;
import io.tallyhouse.catalogue.yaml.NearestName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Registers files under {@code <landing>/<source>/<dataset>/} by the SHA-256 of their bytes: the same bytes count once under
 * whatever name, other bytes under a known name are a new delivery. A file that was registered with the same path, size and
 * modification time is not read again.
 */
public final class Land {

    private final Path landing;
    private final Contracts contracts;
    private final DeliveryJournal journal;

    public Land(Path landing, Contracts contracts, DeliveryJournal journal) {
        this.landing = landing;
        this.contracts = contracts;
        this.journal = journal;
    }

    /**
     * What a look at the landing folder found.
     *
     * @param registered new deliveries
     * @param known files whose bytes were registered before
     * @param warnings files that belong to no dataset, or that their manifest does not describe
     */
    public record Result(List<Delivery> registered, int known, List<String> warnings) {}

    /** @param segment name of the journal segment, such as the run's id */
    public Result run(String segment) {
        Map<String, DeliveryState> states = journal.states();
        Map<String, Delivery> byPath = new HashMap<>();
        states.values().forEach(s -> byPath.put(s.delivery().path(), s.delivery()));
        Map<String, Delivery> registered = new LinkedHashMap<>();
        List<String> warnings = new ArrayList<>();
        int known = 0;
        for (Path file : files()) {
            String path = landing.relativize(file).toString().replace('\\', '/');
            Optional<DatasetContract> contract = contract(path, warnings);
            if (contract.isEmpty() || unchanged(file, byPath.get(path))) {
                known += contract.isPresent() ? 1 : 0;
                continue;
            }
            long sequence = states.size() + registered.size() + 1L;
            Optional<Delivery> delivery = describe(file, path, contract.get(), sequence, warnings);
            if (delivery.isEmpty()) {
                continue;
            }
            String id = delivery.get().id();
            if (states.containsKey(id) || registered.containsKey(id)) {
                known++;
            } else {
                registered.put(id, delivery.get());
            }
        }
        if (!registered.isEmpty()) {
            journal.register(segment, registered.values());
        }
        return new Result(List.copyOf(registered.values()), known, List.copyOf(warnings));
    }

    private List<Path> files() {
        if (!Files.isDirectory(landing)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(landing)) {
            return walk.filter(Files::isRegularFile)
                    .filter(f -> !hidden(landing.relativize(f)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list the landing folder " + landing, e);
        }
    }

    /** Files that are being written begin with a dot or an underscore, or end with .tmp or .part. */
    private static boolean hidden(Path relative) {
        for (Path part : relative) {
            String name = part.toString();
            if (name.startsWith(".") || name.startsWith("_") || name.endsWith(".tmp") || name.endsWith(".part")) {
                return true;
            }
        }
        return false;
    }

    private Optional<DatasetContract> contract(String path, List<String> warnings) {
        String[] parts = path.split("/");
        if (parts.length < 3) {
            warnings.add("Cannot place " + path + ": expected <source>/<dataset>/<file>; move it there");
            return Optional.empty();
        }
        // A folder under eventlog names a log, not a dataset of its own.
        String name = parts[0].equals("eventlog") ? "eventlog/event" : parts[0] + "/" + parts[1];
        Optional<DatasetContract> contract = contracts.find(name);
        if (contract.isEmpty()) {
            List<String> valid =
                    contracts.all().stream().map(DatasetContract::name).toList();
            warnings.add("Cannot place " + path + ": no dataset " + name + NearestName.hint(name, valid));
        }
        return contract;
    }

    private static boolean unchanged(Path file, @Nullable Delivery known) {
        if (known == null) {
            return false;
        }
        try {
            return Files.size(file) == known.bytes()
                    && Files.getLastModifiedTime(file).toMillis() == known.modifiedMillis();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look at " + file, e);
        }
    }

    private Optional<Delivery> describe(
            Path file, String path, DatasetContract contract, long sequence, List<String> warnings) {
        String id = Sha256.of(file);
        Optional<Manifest.Entry> entry = Manifest.entryFor(file);
        if (entry.isPresent()
                && entry.get().sha256() != null
                && !id.equals(entry.get().sha256())) {
            warnings.add("Cannot take " + path + ": its manifest says SHA-256 "
                    + entry.get().sha256() + " but the file has " + id
                    + "; it may still be on its way, else deliver it again");
            return Optional.empty();
        }
        try {
            return Optional.of(new Delivery(
                    id,
                    contract.name(),
                    path,
                    Files.size(file),
                    Files.getLastModifiedTime(file).toMillis(),
                    sequence,
                    entry.map(Manifest.Entry::extractedTo).orElse(null),
                    entry.map(Manifest.Entry::rows).orElse(null)));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look at " + file, e);
        }
    }
}
