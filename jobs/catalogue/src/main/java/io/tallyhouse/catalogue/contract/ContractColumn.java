package io.tallyhouse.catalogue.contract;

import io.tallyhouse.catalogue.yaml.Default;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One column of a dataset.
 *
 * @param name as delivered
 * @param type see {@link ColumnKind}
 * @param required a record without it is rejected
 * @param optional a delivery may lack the whole column
 * @param personal tells about a person: no statistics are collected on it
 * @param redact free text, redacted before it is stored
 * @param min smallest valid number
 * @param max largest valid number
 * @param values valid texts; empty means any
 * @param sentence what it means
 */
public record ContractColumn(
        String name,
        String type,
        @Default("false") boolean required,
        @Default("false") boolean optional,
        @Default("false") boolean personal,
        @Default("false") boolean redact,
        @Nullable Double min,
        @Nullable Double max,
        List<String> values,
        String sentence) {
    public ContractColumn {
        ColumnKind.parse(type);
    }

    public ColumnKind kind() {
        return ColumnKind.parse(type);
    }

    /** The same column without its description, which changes nothing about what is read. */
    ContractColumn withoutWords() {
        return new ContractColumn(name, type, required, optional, personal, redact, min, max, values, "");
    }
}
