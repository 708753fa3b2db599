package io.tallyhouse.publish.explain;

import io.tallyhouse.publish.MartTable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a warehouse holds behind its published figures. */
public interface Evidence {
    /**
     * A table's versions.
     *
     * @param now the one that is read
     * @param published the one that the publication was made of; null when that was not recorded
     */
    record Versions(long now, @Nullable Long published) {
        boolean moved() {
            return published != null && published != now;
        }
    }

    /**
     * A frozen baseline.
     *
     * @param id as figures name it
     * @param hash SHA-256 over window, values and cells
     * @param from first instant of its window
     * @param to first instant after it
     * @param frozenBy who froze it
     * @param approvedBy who approved it; null while it waits
     */
    record FrozenBaseline(
            String id,
            String hash,
            Instant from,
            Instant to,
            String frozenBy,
            @Nullable String approvedBy) {}

    /** A derived table with the files of its newest version. */
    MartTable table(String name);

    /** @param publishedAt when the figure was published; null when that is not known */
    Versions versions(String table, @Nullable Instant publishedAt);

    /** The files of a bronze table; empty when nothing of it was ever accepted. */
    List<Path> bronze(String table);

    /** Path below the landing folder by delivery id. */
    Map<String, String> deliveries();

    Optional<FrozenBaseline> baseline(String id);

    /** How the interval of the hours is made, in words. */
    String bootstrap();

    /** Where DuckDB may spill. */
    Path spill();
}
