package io.tallyhouse.mining.model;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A process model as it is written down, so that it can be kept in a table and read where it is needed.
 *
 * @param notation how it is written
 * @param text all of it
 */
public record ModelText(Notation notation, String text) implements Serializable {
    /** How a model is written. */
    public enum Notation {
        /** {@link TreeNotation}, such as {@code triage? (work | wait)* resolve}. */
        EXPRESSION,
        /** A process tree in PTML. */
        PTML,
        /** A Petri net in PNML. */
        PNML;

        /** Of a file, by the end of its name; empty for others than {@code .ptml} and {@code .pnml}. */
        public static Optional<Notation> ofFile(String name) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.endsWith(".ptml")) {
                return Optional.of(PTML);
            }
            return lower.endsWith(".pnml") ? Optional.of(PNML) : Optional.empty();
        }
    }

    /**
     * A model that was read.
     *
     * @param model the model
     * @param notes sentences for whoever uses it; empty if everything stood in the file
     */
    public record ReadModel(ProcessModel model, List<String> notes) {
        /** Defensive copy. */
        public ReadModel {
            notes = List.copyOf(notes);
        }
    }

    /**
     * @param name of the model, for messages
     * @throws InvalidModelException when the text says no model, with the place in it
     * @throws io.tallyhouse.mining.xml.MalformedFileException when the text of a file is no XML
     */
    public ProcessModel model(String name) {
        try {
            return read(notation, name, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                    .model();
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read " + name + " from memory", e);
        }
    }

    /**
     * @param name what messages call the file
     * @param in the file, not closed here
     * @throws InvalidModelException when it says no model, with the place in it
     * @throws io.tallyhouse.mining.xml.MalformedFileException when it is no well-formed XML within the limits
     * @throws IOException if the bytes cannot be read
     */
    public static ReadModel read(Notation notation, String name, InputStream in) throws IOException {
        return switch (notation) {
            case EXPRESSION ->
                new ReadModel(TreeNotation.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)), List.of());
            case PTML -> new ReadModel(PtmlReader.read(name, in), List.of());
            case PNML -> {
                PnmlReader.ReadNet read = PnmlReader.read(name, in);
                yield new ReadModel(read.net(), read.notes());
            }
        };
    }
}
