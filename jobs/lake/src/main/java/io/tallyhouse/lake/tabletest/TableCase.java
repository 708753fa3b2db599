package io.tallyhouse.lake.tabletest;

import io.tallyhouse.catalogue.model.ModelFolder;
import io.tallyhouse.catalogue.yaml.Place;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One case of a table, checked against the columns of everything it names. Made by {@link TableTests#cases}. */
public final class TableCase {
    private final ModelFolder model;
    private final String name;
    private final Place place;
    private final @Nullable Instant asOf;
    private final Map<String, Given> given;
    private final List<String> key;
    private final List<CaseRow> expected;

    /**
     * What a table holds in a case.
     *
     * @param shipped for a reference: what the configuration gives
     * @param rows otherwise
     */
    record Given(boolean shipped, List<CaseRow> rows) {}

    TableCase(
            ModelFolder model,
            String name,
            Place place,
            @Nullable Instant asOf,
            Map<String, Given> given,
            List<String> key,
            List<CaseRow> expected) {
        this.model = model;
        this.name = name;
        this.place = place;
        this.asOf = asOf;
        this.given = Map.copyOf(given);
        this.key = List.copyOf(key);
        this.expected = List.copyOf(expected);
    }

    /** What the case says, in one sentence. */
    public String name() {
        return name;
    }

    /** Where the case begins. */
    public Place place() {
        return place;
    }

    /** The table whose case this is. */
    public ModelFolder model() {
        return model;
    }

    @Nullable
    Instant asOf() {
        return asOf;
    }

    Given given(String table) {
        return given.getOrDefault(table, new Given(false, List.of()));
    }

    /** The columns of the grain by which expected and actual rows are paired. */
    List<String> key() {
        return key;
    }

    List<CaseRow> expected() {
        return expected;
    }
}
