package io.tallyhouse.terminal;

import java.util.Map;

/** Colours where they are wanted, plain text elsewhere. */
public enum Colours {
    ON,
    OFF;

    /**
     * On for a terminal, unless NO_COLOR is set to anything or the terminal is dumb.
     *
     * @param terminal whether output goes to one
     * @param environment the process's variables
     */
    public static Colours of(boolean terminal, Map<String, String> environment) {
        boolean refused = !environment.getOrDefault("NO_COLOR", "").isEmpty()
                || environment.getOrDefault("TERM", "").equals("dumb");
        return terminal && !refused ? ON : OFF;
    }

    public String good(String text) {
        return paint("32", text);
    }

    public String bad(String text) {
        return paint("31", text);
    }

    public String faint(String text) {
        return paint("2", text);
    }

    public String strong(String text) {
        return paint("1", text);
    }

    private String paint(String code, String text) {
        return this == OFF ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
