package io.tallyhouse.sample.delivery;

import java.util.List;

/** How the records of a delivery are put into one file. */
enum Layout {
    /** A header and one line per record. */
    CSV("csv"),
    /** One JSON object a line. */
    JSON_LINES("jsonl"),
    /** The Table API's answer: all records in a list under {@code result}. */
    TABLE_API("json");

    private final String extension;

    Layout(String extension) {
        this.extension = extension;
    }

    String extension() {
        return extension;
    }

    String file(String header, List<String> records) {
        StringBuilder text = new StringBuilder(256 * records.size() + 64);
        switch (this) {
            case CSV -> {
                text.append(header).append('\n');
                records.forEach(r -> text.append(r).append('\n'));
            }
            case JSON_LINES -> records.forEach(r -> text.append(r).append('\n'));
            case TABLE_API -> {
                text.append("{\"result\":[");
                for (int i = 0; i < records.size(); i++) {
                    text.append(i == 0 ? "\n" : ",\n").append(records.get(i));
                }
                text.append("\n]}\n");
            }
        }
        return text.toString();
    }
}
