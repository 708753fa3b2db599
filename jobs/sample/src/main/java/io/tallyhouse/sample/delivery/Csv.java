package io.tallyhouse.sample.delivery;

import java.util.List;

/** A line of comma-separated values, quoted where a value needs it. */
final class Csv {
    private Csv() {}

    static String line(String... values) {
        return line(List.of(values));
    }

    static String line(List<String> values) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                line.append(',');
            }
            String value = values.get(i);
            if (value.indexOf(',') >= 0 || value.indexOf('"') >= 0 || value.indexOf('\n') >= 0) {
                line.append('"').append(value.replace("\"", "\"\"")).append('"');
            } else {
                line.append(value);
            }
        }
        return line.toString();
    }
}
