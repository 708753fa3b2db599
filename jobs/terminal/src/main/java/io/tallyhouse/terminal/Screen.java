package io.tallyhouse.terminal;

/** What is known of the terminal on standard output. */
public final class Screen {
    private static final int USUAL = 110;

    private Screen() {}

    /** Columns, as COLUMNS says. */
    public static int width() {
        String columns = System.getenv("COLUMNS");
        return columns != null && columns.matches("[1-9]\\d{1,3}") ? Integer.parseInt(columns) : USUAL;
    }

    /** Colours only where a person looks. */
    public static Colours colours() {
        return Colours.of(System.console() != null, System.getenv());
    }
}
