package io.tallyhouse.sample.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The records of one dataset, by the day on which the source exports them. */
final class Dataset {
    private final String source;
    private final String name;
    private final Layout layout;
    private final String header;
    private final UnaryOperator<String> damage;
    private final TreeMap<Integer, List<String>> days = new TreeMap<>();

    /**
     * @param header first line of a CSV file; empty for JSON
     * @param damage makes an unreadable copy of a record
     */
    Dataset(String source, String name, Layout layout, String header, UnaryOperator<String> damage) {
        this.source = source;
        this.name = name;
        this.layout = layout;
        this.header = header;
        this.damage = damage;
    }

    /** Adds a record to the export of a day, counted from the first day. */
    void add(int day, String record) {
        days.computeIfAbsent(day, d -> new ArrayList<>()).add(record);
    }

    String source() {
        return source;
    }

    String name() {
        return name;
    }

    Layout layout() {
        return layout;
    }

    String header() {
        return header;
    }

    String damaged(String record) {
        return damage.apply(record);
    }

    TreeMap<Integer, List<String>> days() {
        return days;
    }
}
