package io.tallyhouse.lake.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code _delta_log} without Spark.
 *
 * <p>Tables of a warehouse never clean their log ({@code delta.enableExpiredLogCleanup=false}), so the JSON commits are complete
 * and no checkpoint has to be understood. Where they are not complete, methods say so instead of guessing.
 */
public final class DeltaLogs {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int VERSION_DIGITS = 20;
    private static final String COMMIT = ".json";

    private DeltaLogs() {}

    /** The newest version, or empty when there is no table. */
    public static Optional<TableVersion> latest(Path table) {
        long[] versions = versions(table);
        if (versions.length == 0) {
            return Optional.empty();
        }
        return Optional.of(new TableVersion(tableId(table, versions), versions[versions.length - 1]));
    }

    /** The newest version, or {@link TableVersion#ABSENT}. */
    public static TableVersion state(Path table) {
        return latest(table).orElse(TableVersion.ABSENT);
    }

    /**
     * Commits by others (OPTIMIZE, ALTER) lie between ours, therefore the walk back.
     *
     * @return the newest commit whose user metadata is a JSON object with this key; empty when none is known
     */
    public static Optional<CommitNote> lastMetadata(Path table, String key) {
        long[] versions = versions(table);
        for (int i = versions.length - 1; i >= 0; i--) {
            JsonNode note = userMetadata(table, versions[i]);
            if (note != null && note.has(key)) {
                return Optional.of(new CommitNote(versions[i], note));
            }
        }
        return Optional.empty();
    }

    /**
     * What a commit counted.
     *
     * @return the operation's own counts of the commit, such as {@code numOutputRows}; a missing object when not written
     * @throws UnreadableLogException when there is no such commit
     */
    public static JsonNode operationMetrics(Path table, long version) {
        JsonNode info = commitInfo(table, version);
        return (info == null ? JSON.missingNode() : info).path("operationMetrics");
    }

    /**
     * The files to read for the newest version.
     *
     * @return the Parquet files that make up the newest version, sorted
     * @throws UnreadableLogException when the log is incomplete or a file has a deletion vector
     */
    public static List<Path> activeFiles(Path table) {
        return active(table).stream().map(ActiveFile::path).toList();
    }

    /**
     * The files of the newest version with what the log tells of each.
     *
     * @return sorted by path
     * @throws UnreadableLogException as {@link #activeFiles}
     */
    public static List<ActiveFile> active(Path table) {
        long[] versions = versions(table);
        if (versions.length == 0) {
            return List.of();
        }
        long expected = fileCount(table, versions[versions.length - 1]);
        Set<String> seen = new HashSet<>();
        List<ActiveFile> active = new ArrayList<>();
        for (int i = versions.length - 1; i >= 0; i--) {
            if (active.size() == expected) {
                break;
            }
            collect(table, versions[i], seen, active);
        }
        if (active.size() != expected && versions[0] != 0) {
            throw UnreadableLogException.truncated(table, versions[0]);
        }
        active.sort(Comparator.comparing(ActiveFile::path));
        return active;
    }

    /**
     * Schema and partition columns of the newest version.
     *
     * @return the newest {@code metaData} action
     * @throws UnreadableLogException when there is none
     */
    public static JsonNode metadata(Path table) {
        long[] versions = versions(table);
        for (int i = versions.length - 1; i >= 0; i--) {
            JsonNode found = metadata(table, versions[i]);
            if (found != null) {
                return found;
            }
        }
        throw UnreadableLogException.truncated(table, versions.length == 0 ? 0 : versions[0]);
    }

    /**
     * What was written between two versions: the change files of commits that have some, else the files that came and went.
     *
     * @param from first version, inclusive
     * @param to last version, inclusive
     * @throws UnreadableLogException when a commit is missing or a file has a deletion vector
     */
    public static ChangedFiles changes(Path table, long from, long to) {
        ChangedFiles all = ChangedFiles.none();
        for (long version = from; version <= to; version++) {
            ChangedFiles commit = ChangedFiles.none();
            for (String line : lines(table, version)) {
                JsonNode action = parse(table, line);
                changed(table, action.path("add"), commit.added());
                changed(table, action.path("remove"), commit.removed());
                if (action.has("cdc")) {
                    commit.changes().add(file(table, action.path("cdc")));
                }
            }
            all.add(commit);
        }
        return all;
    }

    private static void changed(Path table, JsonNode file, List<Path> files) {
        if (file.path("dataChange").asBoolean()) {
            if (file.hasNonNull("deletionVector")) {
                throw UnreadableLogException.deletionVector(
                        table, file.path("path").asText());
            }
            files.add(file(table, file));
        }
    }

    private static Path file(Path table, JsonNode action) {
        return table.resolve(decoded(action.path("path").asText()));
    }

    /**
     * The log's lines by which files came into the newest version.
     *
     * @param names file names, as they stand in the log
     * @return one {@code add} action as JSON text for each name
     * @throws UnreadableLogException when the log does not tell of one
     */
    public static List<String> addActions(Path table, Set<String> names) {
        List<String> found = new ArrayList<>();
        Set<String> missing = new HashSet<>(names);
        long[] versions = versions(table);
        for (int i = versions.length - 1; i >= 0 && !missing.isEmpty(); i--) {
            for (String line : lines(table, versions[i])) {
                if (line.startsWith("{\"add\"")
                        && missing.remove(
                                parse(table, line).path("add").path("path").asText())) {
                    found.add(line);
                }
            }
        }
        if (!missing.isEmpty()) {
            throw UnreadableLogException.truncated(table, versions.length == 0 ? 0 : versions[0]);
        }
        return found;
    }

    /** Newest first: the first mention of a file tells its fate. */
    private static void collect(Path table, long version, Set<String> seen, List<ActiveFile> active) {
        List<String> removedHere = new ArrayList<>();
        for (String line : lines(table, version)) {
            if (line.startsWith("{\"add\"")) {
                JsonNode add = parse(table, line).path("add");
                String path = add.path("path").asText();
                if (seen.add(path)) {
                    if (add.hasNonNull("deletionVector")) {
                        throw UnreadableLogException.deletionVector(table, path);
                    }
                    active.add(new ActiveFile(file(table, add), rows(table, add)));
                }
            } else if (line.startsWith("{\"remove\"")) {
                removedHere.add(parse(table, line).path("remove").path("path").asText());
            }
        }
        seen.addAll(removedHere);
    }

    private static long rows(Path table, JsonNode add) {
        return add.path("stats").isTextual()
                ? parse(table, add.path("stats").asText()).path("numRecords").asLong(ActiveFile.UNKNOWN)
                : ActiveFile.UNKNOWN;
    }

    private static String decoded(String path) {
        return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** The checksum file beside a commit counts the active files, which ends the walk back early; -1 without one. */
    private static long fileCount(Path table, long version) {
        Path checksum = log(table).resolve(name(version) + ".crc");
        if (!Files.exists(checksum)) {
            return -1;
        }
        try {
            return JSON.readTree(checksum.toFile()).path("numFiles").asLong(-1);
        } catch (IOException e) {
            throw UnreadableLogException.io(table, e);
        }
    }

    private static String tableId(Path table, long[] versions) {
        for (long version : versions) {
            JsonNode found = metadata(table, version);
            if (found != null) {
                return found.path("id").asText();
            }
            if (versions[0] != 0) {
                break;
            }
        }
        throw UnreadableLogException.truncated(table, versions[0]);
    }

    private static @Nullable JsonNode metadata(Path table, long version) {
        for (String line : lines(table, version)) {
            if (line.startsWith("{\"metaData\"")) {
                return parse(table, line).path("metaData");
            }
        }
        return null;
    }

    private static @Nullable JsonNode userMetadata(Path table, long version) {
        JsonNode info = commitInfo(table, version);
        if (info == null || !info.path("userMetadata").isTextual()) {
            return null;
        }
        String text = info.path("userMetadata").asText();
        if (!text.startsWith("{")) {
            return null;
        }
        JsonNode note = parse(table, text);
        return note.isObject() ? note : null;
    }

    private static @Nullable JsonNode commitInfo(Path table, long version) {
        for (String line : lines(table, version)) {
            if (line.startsWith("{\"commitInfo\"")) {
                return parse(table, line).path("commitInfo");
            }
        }
        return null;
    }

    private static JsonNode parse(Path table, String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw UnreadableLogException.io(table, e);
        }
    }

    private static List<String> lines(Path table, long version) {
        try (Stream<String> lines = Files.lines(log(table).resolve(name(version) + COMMIT), StandardCharsets.UTF_8)) {
            return lines.toList();
        } catch (IOException | UncheckedIOException e) {
            throw UnreadableLogException.io(table, e);
        }
    }

    private static String name(long version) {
        String digits = Long.toString(version);
        return "0".repeat(VERSION_DIGITS - digits.length()) + digits;
    }

    private static Path log(Path table) {
        return table.resolve("_delta_log");
    }

    /** Versions with a JSON commit, ascending. */
    private static long[] versions(Path table) {
        Path log = log(table);
        if (!Files.isDirectory(log)) {
            return new long[0];
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(log, "*" + COMMIT)) {
            long[] versions = new long[16];
            int n = 0;
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (isCommit(name)) {
                    if (n == versions.length) {
                        versions = Arrays.copyOf(versions, 2 * n);
                    }
                    versions[n++] = Long.parseLong(name.substring(0, VERSION_DIGITS));
                }
            }
            long[] found = Arrays.copyOf(versions, n);
            Arrays.sort(found);
            return found;
        } catch (IOException e) {
            throw UnreadableLogException.io(table, e);
        }
    }

    private static boolean isCommit(String name) {
        return name.length() == VERSION_DIGITS + COMMIT.length()
                && name.chars().limit(VERSION_DIGITS).allMatch(c -> c >= '0' && c <= '9');
    }
}
