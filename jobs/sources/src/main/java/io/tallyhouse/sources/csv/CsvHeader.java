package io.tallyhouse.sources.csv;

import io.tallyhouse.catalogue.contract.ContractColumn;
import io.tallyhouse.catalogue.contract.DatasetContract;
import io.tallyhouse.catalogue.yaml.NearestName;
import io.tallyhouse.sources.DeliveryException;
import io.tallyhouse.sources.Reason;
import io.tallyhouse.sources.record.RecordReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The first record of a file, checked against the contract by name. */
final class CsvHeader {
    private final List<String> names;
    private final int[] positions;

    private CsvHeader(List<String> names, int[] positions) {
        this.names = names;
        this.positions = positions;
    }

    /** Every problem of the header is named in one exception. */
    static CsvHeader check(
            List<String> delivered, long line, String file, DatasetContract contract, RecordReader records)
            throws DeliveryException {
        List<String> names = List.copyOf(delivered);
        String place = "line " + line + " (header)";
        checkSeparator(names, place, file, records);
        List<String> problems = new ArrayList<>();
        Reason reason = null;
        Set<String> seen = new LinkedHashSet<>();
        int[] positions = new int[names.size()];
        List<String> absent = absent(names, contract);
        for (int i = 0; i < positions.length; i++) {
            String name = names.get(i);
            positions[i] = records.position(name);
            if (positions[i] < 0) {
                reason = first(reason, Reason.UNKNOWN_COLUMN);
                problems.add("unknown column \"" + name + "\""
                        + NearestName.of(name, absent)
                                .map(n -> ", did you mean \"" + n + "\"?")
                                .orElse(""));
            } else if (!seen.add(name)) {
                reason = first(reason, Reason.REPEATED_COLUMN);
                problems.add("column \"" + name + "\" stands twice");
            }
        }
        for (String name : absent) {
            reason = first(reason, Reason.MISSING_COLUMN);
            problems.add("missing column \"" + name + "\"");
        }
        if (reason != null) {
            throw new DeliveryException(
                    file,
                    reason,
                    place,
                    String.join("; ", problems),
                    "Export the columns of the contract " + contract.name() + ", named as there.");
        }
        return new CsvHeader(names, positions);
    }

    private static List<String> absent(List<String> names, DatasetContract contract) {
        return contract.columns().stream()
                .filter(column -> !column.optional())
                .map(ContractColumn::name)
                .filter(name -> !names.contains(name))
                .toList();
    }

    private static void checkSeparator(List<String> names, String place, String file, RecordReader records)
            throws DeliveryException {
        if (names.size() > 1) {
            return;
        }
        for (String separator : new String[] {";", "\t", "|"}) {
            String[] parts = names.get(0).split(java.util.regex.Pattern.quote(separator), -1);
            if (parts.length > 1 && records.position(parts[0]) >= 0) {
                throw new DeliveryException(
                        file,
                        Reason.WRONG_SEPARATOR,
                        place,
                        "fields are separated by " + (separator.equals("\t") ? "a tab" : "'" + separator + "'")
                                + ", expected ','",
                        "Export it with commas.");
            }
        }
    }

    private static Reason first(@Nullable Reason earlier, Reason now) {
        return earlier == null ? now : earlier;
    }

    int size() {
        return names.size();
    }

    /** Whether the fields are the header once more. */
    boolean isRepeatedBy(List<String> fields) {
        return fields.equals(names);
    }

    /** The fields in the contract's order. */
    @Nullable
    String[] arrange(List<String> fields, int width) {
        @Nullable String[] texts = new String[width];
        for (int i = 0; i < positions.length; i++) {
            texts[positions[i]] = fields.get(i);
        }
        return texts;
    }
}
