package io.tallyhouse.quality.result;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes typed values out of the maps and lists that a JSON parser gives. */
final class JsonValues {
    private JsonValues() {}

    static String text(Map<?, ?> map, String key) {
        return required(map, key, String.class);
    }

    static long number(Map<?, ?> map, String key) {
        return required(map, key, Number.class).longValue();
    }

    static List<Map<?, ?>> maps(Map<?, ?> map, String key) {
        return required(map, key, List.class).stream()
                .map(item -> cast(item, key, Map.class))
                .toList();
    }

    static Map<String, String> texts(Map<?, ?> map, String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        required(map, key, Map.class).forEach((k, v) -> texts.put(String.valueOf(k), String.valueOf(v)));
        return texts;
    }

    private static <T> T required(Map<?, ?> map, String key, Class<T> type) {
        return cast(map.get(key), key, type);
    }

    private static <T> T cast(@Nullable Object value, String key, Class<T> type) {
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException(
                    "Invalid stored check: " + key + " is " + value + ", expected a " + type.getSimpleName());
        }
        return type.cast(value);
    }
}
