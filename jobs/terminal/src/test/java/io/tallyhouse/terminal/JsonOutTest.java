package io.tallyhouse.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JsonOutTest {
    private static final ObjectMapper JACKSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    record Point(int x, List<String> names) {}

    @Test
    @DisplayName("What is written value by value is what Jackson writes of the whole; 500 values, seed 7")
    void writesWhatJacksonWrites() throws JsonProcessingException {
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            Map<String, Object> value = map(random, 0);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            JsonOut.print(new PrintStream(out, true, StandardCharsets.UTF_8), value);
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .isEqualTo(JACKSON.writeValueAsString(value) + System.lineSeparator());
        }
    }

    private static Map<String, Object> map(Random random, int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            map.put(text(random), value(random, depth + 1));
        }
        return map;
    }

    private static List<Object> list(Random random, int depth) {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(value(random, depth + 1));
        }
        return list;
    }

    private static @Nullable Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 3 ? 8 : 10)) {
            case 0 -> random.nextLong();
            case 1 -> random.nextInt();
            case 2 -> random.nextDouble() * 1e6;
            case 3 -> null;
            case 4 -> random.nextBoolean();
            case 5 -> new Point(random.nextInt(9), List.of(text(random)));
            case 6 -> new BigDecimal("1.50");
            case 7 -> text(random);
            case 8 -> list(random, depth);
            default -> map(random, depth);
        };
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            text.appendCodePoint("a\"\\\n\u0001é→😀".codePoints().toArray()[random.nextInt(8)]);
        }
        return text.toString();
    }
}
