package io.tallyhouse.mining.model;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
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
     * @param name of the model, for messages
     * @throws InvalidModelException when the text says no model, with the place in it
     * @throws io.tallyhouse.mining.xml.MalformedFileException when the text of a file is no XML
     */
    public ProcessModel model(String name) {
        ByteArrayInputStream file = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        try {
            return switch (notation) {
                case EXPRESSION -> TreeNotation.parse(text);
                case PTML -> PtmlReader.read(name, file);
                case PNML -> PnmlReader.read(name, file).net();
            };
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read " + name + " from memory", e);
        }
    }
}
