package io.tallyhouse.conformance;

import io.tallyhouse.catalogue.yaml.InvalidYamlException;
import io.tallyhouse.terminal.CommandRoot;
import io.tallyhouse.terminal.Exit;
import io.tallyhouse.terminal.Shell;
import io.tallyhouse.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * The process behind {@code tallyhouse conformance} and {@code tallyhouse rework}: what needs a log and no warehouse, on a class path
 * without Spark, so that it answers at once. The application has the same commands beside its own.
 */
@Command(
        name = "tallyhouse",
        synopsisSubcommandLabel = "COMMAND",
        addMethodSubcommands = false,
        subcommands = {ConformanceCommand.class, ReworkCommand.class})
public final class Main implements CommandRoot {
    private final Terminal terminal;

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description = "Print the result as JSON on standard output, and nothing else there.")
    private boolean json;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Print the stack of an error.")
    private boolean debug;

    Main(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        Shell.runAndExit(new Main(Terminal.ofProcess()), args);
    }

    @Override
    public Terminal terminal() {
        return terminal;
    }

    @Override
    public boolean json() {
        return json;
    }

    @Override
    public boolean debug() {
        return debug;
    }

    @Override
    public int exitCode(Throwable error) {
        return error instanceof InvalidYamlException || error instanceof IllegalArgumentException
                ? Exit.USAGE
                : Exit.FAILED;
    }

    @Override
    public String afterFailure() {
        return "";
    }
}
