package io.tallyhouse.catalogue.model;

import java.util.Locale;

/** Where a table stands on the one way that data walks. */
public enum Layer {
    BRONZE,
    SILVER,
    GOLD,
    MARTS;

    /** The folder's name. */
    public String folder() {
        return name().toLowerCase(Locale.ROOT);
    }
}
