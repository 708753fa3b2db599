package io.tallyhouse.catalogue.contract;

import io.tallyhouse.catalogue.hash.Sha256;
import io.tallyhouse.catalogue.yaml.Default;
import io.tallyhouse.catalogue.yaml.NearestName;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a source promises to deliver: {@code sql/landing/<source>/<dataset>.yaml}.
 *
 * @param name {@code source/dataset}
 * @param sentence what a record is
 * @param owner who answers questions
 * @param format how the files are written
 * @param kind what a later delivery means for earlier records
 * @param key columns that identify a record
 * @param version columns whose highest values win among records of one key; then the content hash decides
 * @param at column of the time up to which a record tells; the newest one accepted is the as_of of a run that names none
 * @param zone zone of wall-clock times; null when the source writes offsets, and then a zone-less time is an error
 * @param timeFormats accepted forms of timestamps; {@code iso_offset} means ISO 8601 with offset
 * @param missing texts that mean "no value"
 * @param badShareLimit share of rejected records above which the dataset is blocked, 0 to 1
 * @param list key of the list in a YAML file
 * @param columns in order
 */
public record DatasetContract(
        String name,
        String sentence,
        String owner,
        Format format,
        Kind kind,
        List<String> key,
        List<String> version,
        @Nullable String at,
        @Nullable ZoneId zone,
        List<String> timeFormats,
        List<String> missing,
        @Default("0.01") double badShareLimit,
        @Nullable String list,
        List<ContractColumn> columns) {

    /** How the files of a dataset are written. */
    public enum Format {
        CSV,
        TABLE_API_JSON,
        JSON_LINES,
        XES,
        YAML_OR_CSV
    }

    /** What a later delivery means for earlier records. */
    public enum Kind {
        /** records are added or replaced by key */
        UPSERT
    }

    public DatasetContract {
        List<String> names = columns.stream().map(ContractColumn::name).toList();
        for (String column : key) {
            requireColumn(column, names);
        }
        for (String column : version) {
            requireColumn(column, names);
        }
        if (at != null) {
            requireColumn(at, names);
        }
        if (name.indexOf('/') < 1) {
            throw new IllegalArgumentException("Invalid name \"" + name + "\": expected source/dataset");
        }
        if (names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException("A column stands twice");
        }
    }

    private static void requireColumn(String column, List<String> names) {
        if (!names.contains(column)) {
            throw new IllegalArgumentException("Unknown column \"" + column + "\"" + NearestName.hint(column, names));
        }
    }

    /** The bronze table: {@code source__dataset}. */
    public String table() {
        return name.replace("/", "__");
    }

    /** The first folder under landing. */
    public String source() {
        return name.substring(0, name.indexOf('/'));
    }

    /**
     * The same contract as an organisation's configuration changes it.
     *
     * @param otherZone zone of wall-clock times; null keeps the contract's
     * @param otherLimit share of rejected records; null keeps the contract's
     */
    public DatasetContract with(@Nullable ZoneId otherZone, @Nullable Double otherLimit) {
        return new DatasetContract(
                name,
                sentence,
                owner,
                format,
                kind,
                key,
                version,
                at,
                otherZone != null ? otherZone : zone,
                timeFormats,
                missing,
                otherLimit != null ? otherLimit : badShareLimit,
                list,
                columns);
    }

    /**
     * A hash of everything here that decides what a file's records become: the same bytes read under another one may give other
     * records.
     */
    public String reading() {
        StringBuilder text = new StringBuilder();
        for (Object part :
                Arrays.asList(format, kind, key, version, at, zone, timeFormats, missing, badShareLimit, list)) {
            text.append(part).append('\n');
        }
        columns.forEach(c -> text.append(c.withoutWords()).append('\n'));
        return Sha256.of(text.toString());
    }

    /** The same contract read in another zone. */
    public DatasetContract inZone(ZoneId other) {
        return with(other, null);
    }
}
