package io.tallyhouse.catalogue.yaml;

/**
 * Where something stands in a text file.
 *
 * @param file the file as the user named it
 * @param line line from 1
 * @param column column from 1
 */
public record Place(String file, int line, int column) {
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
