package io.tallyhouse.app;

import io.tallyhouse.app.command.Tallyhouse;
import io.tallyhouse.terminal.Shell;
import io.tallyhouse.terminal.Terminal;

/** The process behind the launcher for all commands; those without a warehouse have one of their own. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        Shell.runAndExit(new Tallyhouse(Terminal.ofProcess()), args);
    }
}
