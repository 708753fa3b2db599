package io.tallyhouse.app;

import io.tallyhouse.app.command.Tallyhouse;
import io.tallyhouse.catalogue.yaml.InvalidYamlException;
import io.tallyhouse.lake.journal.WarehouseLock;
import io.tallyhouse.publish.PublishException;
import io.tallyhouse.publish.duckdb.QueryException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;

/** The process behind the launcher. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        int code = run(new Terminal(out, err, Clock.systemUTC()), args);
        out.flush();
        err.flush();
        System.exit(code);
    }

    /** @return exit code */
    public static int run(Terminal terminal, String... args) {
        Tallyhouse root = new Tallyhouse(terminal);
        CommandLine line = new CommandLine(root, root.commands());
        line.setOut(new java.io.PrintWriter(terminal.out(), true));
        line.setErr(new java.io.PrintWriter(terminal.err(), true));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler(handler(root, terminal));
        return line.execute(args);
    }

    private static IExecutionExceptionHandler handler(Tallyhouse root, Terminal terminal) {
        return (exception, command, result) -> {
            if (root.debug()) {
                exception.printStackTrace(terminal.err());
            }
            terminal.err().println("tallyhouse: " + message(exception));
            if (!root.debug() && code(exception) == Exit.FAILED && !(exception instanceof UserError)) {
                terminal.err().println("The same command goes on from where it stopped; --debug shows the stack.");
            }
            return code(exception);
        };
    }

    private static String message(Throwable exception) {
        String message = exception.getMessage();
        return message == null || message.isBlank() ? exception.getClass().getSimpleName() : message;
    }

    private static int code(Throwable exception) {
        if (exception instanceof UserError error) {
            return error.exitCode();
        }
        if (exception instanceof WarehouseLock.HeldException) {
            return Exit.LOCKED;
        }
        if (exception instanceof PublishException sink && sink.retry()) {
            return Exit.UNREACHABLE;
        }
        if (exception instanceof InvalidYamlException
                || exception instanceof QueryException
                || exception instanceof IllegalArgumentException) {
            return Exit.USAGE;
        }
        return Exit.FAILED;
    }
}
