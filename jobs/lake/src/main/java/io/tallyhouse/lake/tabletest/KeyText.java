package io.tallyhouse.lake.tabletest;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Key values as people read them. */
final class KeyText {
    private KeyText() {}

    /** Such as {@code ticket_key=servicenow:INC1, seq=2}. */
    static String of(List<String> columns, Function<String, @Nullable Object> value) {
        return columns.stream()
                .map(c -> c + "=" + CellValues.text(value.apply(c)))
                .collect(Collectors.joining(", "));
    }
}
