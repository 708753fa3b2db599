package io.tallyhouse.lake.run;

import io.tallyhouse.lake.log.TableVersion;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What has to be done about a table. */
public sealed interface Decision {
    /** Nothing that the model depends on has moved. */
    record UpToDate() implements Decision {
        @Override
        public String reason() {
            return "up to date";
        }
    }

    /**
     * The keys that changed are recomputed.
     *
     * @param changes by input: from the state seen last to the present one
     */
    record ByKey(Map<String, Range> changes) implements Decision {
        @Override
        public String reason() {
            return changes.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(e -> e.getKey() + " " + e.getValue())
                    .collect(Collectors.joining(", ", "by key: ", ""));
        }
    }

    /** The whole table is recomputed. */
    record Full(String why) implements Decision {
        @Override
        public String reason() {
            return "full: " + why;
        }
    }

    /** Depends on what these tables will turn out to be; decided when they are done. */
    record Waits(List<String> upstream) implements Decision {
        @Override
        public String reason() {
            return "after " + String.join(", ", upstream);
        }
    }

    /** Versions of a table that have not been seen. */
    record Range(TableVersion from, TableVersion to) {
        @Override
        public String toString() {
            return (from.exists() ? String.valueOf(from.version()) : "none") + " → " + to.version();
        }
    }

    /** In words, for the plan and the report. */
    String reason();
}
