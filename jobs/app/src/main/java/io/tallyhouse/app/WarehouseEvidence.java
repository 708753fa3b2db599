package io.tallyhouse.app;

import io.tallyhouse.catalogue.config.Settings;
import io.tallyhouse.catalogue.model.ModelFolder;
import io.tallyhouse.lake.journal.Journal;
import io.tallyhouse.lake.log.DeltaLogs;
import io.tallyhouse.publish.MartTable;
import io.tallyhouse.publish.explain.Evidence;
import io.tallyhouse.stages.baseline.Baselines;
import io.tallyhouse.stages.land.DeliveryJournal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tables, journals and baselines of a warehouse, read without Spark. */
public final class WarehouseEvidence implements Evidence {
    private final House house;

    public WarehouseEvidence(House house) {
        this.house = house;
    }

    @Override
    public MartTable table(String name) {
        ModelFolder model = house.models().stream()
                .filter(m -> m.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown table " + name));
        return new MartTable(model.model(), DeltaLogs.activeFiles(path(name)));
    }

    private Path path(String table) {
        return house.tables().table(table).path();
    }

    /** The newest check before a publication notes the versions that it is made of. */
    @Override
    public Versions versions(String table, @Nullable Instant publishedAt) {
        long now = DeltaLogs.state(path(table)).version();
        String published = publishedAt == null
                ? ""
                : new Journal(house.warehouse(), "gates")
                        .read()
                        .filter(g ->
                                !Instant.parse(g.path("checked_at").asText()).isAfter(publishedAt))
                        .reduce((older, newer) -> newer)
                        .map(g -> g.path("versions").path(table).asText())
                        .orElse("");
        int at = published.lastIndexOf('@');
        return new Versions(now, at < 0 ? null : Long.valueOf(published.substring(at + 1)));
    }

    @Override
    public List<Path> bronze(String table) {
        return DeltaLogs.activeFiles(path(table));
    }

    @Override
    public Map<String, String> deliveries() {
        Map<String, String> files = new LinkedHashMap<>();
        new DeliveryJournal(house.warehouse())
                .states()
                .forEach((id, state) -> files.put(id, state.delivery().path()));
        return files;
    }

    @Override
    public Optional<FrozenBaseline> baseline(String id) {
        return new Baselines(house.warehouse())
                .all().stream()
                        .filter(b -> b.id().equals(id))
                        .map(b -> new FrozenBaseline(b.id(), b.hash(), b.from(), b.to(), b.frozenBy(), b.approvedBy()))
                        .findFirst();
    }

    @Override
    public String bootstrap() {
        Settings.Hours hours = house.catalogue().settings().hours();
        return "cluster bootstrap over teams, " + hours.draws() + " draws from seed " + hours.seed();
    }

    @Override
    public Path spill() {
        return house.warehouse().resolve("explain.spill");
    }
}
