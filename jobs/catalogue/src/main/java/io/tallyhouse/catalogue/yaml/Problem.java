package io.tallyhouse.catalogue.yaml;

/**
 * One thing that is wrong in a YAML file.
 *
 * @param place file, line and column
 * @param path key path from the root, such as {@code training_tracks[0].microtools[1].name}; empty for the whole file
 * @param message what is wrong and what would be right
 */
public record Problem(Place place, String path, String message) {
    @Override
    public String toString() {
        return place + ": " + (path.isEmpty() ? "" : path + ": ") + message;
    }
}
