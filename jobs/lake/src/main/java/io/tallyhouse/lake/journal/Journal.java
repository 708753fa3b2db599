package io.tallyhouse.lake.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Append-only JSON lines in segment files {@code <warehouse>/journal/<name>/<segment>.jsonl}.
 *
 * <p>A segment appears whole or not at all. Writing it again with the same content changes nothing, so a step that was killed may
 * be repeated; writing other content under its name is refused. Segments are read in the order of their names.
 */
public final class Journal {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");
    private static final String SUFFIX = ".jsonl";

    private final Path folder;

    /**
     * A journal of a warehouse.
     *
     * @param warehouse the warehouse's folder
     * @param name what is journalled, such as {@code deliveries}
     */
    public Journal(Path warehouse, String name) {
        this.folder = warehouse.resolve("journal").resolve(checked(name));
    }

    /**
     * Writes one segment.
     *
     * @param segment sortable name, such as a run id with the step's number
     * @param entries objects, one line each
     * @throws IllegalStateException when the segment exists with other content
     */
    public void append(String segment, List<? extends JsonNode> entries) {
        StringBuilder text = new StringBuilder();
        for (JsonNode entry : entries) {
            text.append(line(entry)).append('\n');
        }
        byte[] content = text.toString().getBytes(StandardCharsets.UTF_8);
        Path file = folder.resolve(checked(segment) + SUFFIX);
        try {
            if (!Files.exists(file)) {
                AtomicFile.write(file, content);
            } else if (!Arrays.equals(Files.readAllBytes(file), content)) {
                throw new IllegalStateException("Cannot write journal segment " + file
                        + ": it exists with other content, and a journal is never rewritten");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write journal segment " + file, e);
        }
    }

    public boolean contains(String segment) {
        return Files.exists(folder.resolve(checked(segment) + SUFFIX));
    }

    /** Names of the segments in order. */
    public List<String> segments() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(n -> n.endsWith(SUFFIX) && !n.startsWith("."))
                    .map(n -> n.substring(0, n.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list journal " + folder, e);
        }
    }

    /** All entries in order of segments and lines; read as the stream is consumed. */
    public Stream<JsonNode> read() {
        return segments().stream().flatMap(s -> read(s).stream());
    }

    /** The entries of one segment; empty when there is no such segment. */
    public List<JsonNode> read(String segment) {
        Path file = folder.resolve(checked(segment) + SUFFIX);
        if (!Files.exists(file)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.map(line -> parse(file, line)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read journal segment " + file, e);
        }
    }

    private static String line(JsonNode entry) {
        try {
            return JSON.writeValueAsString(entry);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Cannot write a journal entry", e);
        }
    }

    private static JsonNode parse(Path file, String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "Cannot read journal segment " + file + ": a line is not JSON; restore it from a backup", e);
        }
    }

    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Invalid journal name \"" + name + "\": letters, digits, _ . - only");
        }
        return name;
    }
}
