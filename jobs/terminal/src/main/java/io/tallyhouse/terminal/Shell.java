package io.tallyhouse.terminal;

import java.io.PrintWriter;
import java.lang.reflect.Constructor;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IFactory;

/** Runs a command line: the same errors and exit codes wherever a command is called from. */
public final class Shell {
    private Shell() {}

    /** Runs one command and ends the process with its exit code. */
    public static void runAndExit(CommandRoot root, String... args) {
        int code = run(root, args);
        root.terminal().out().flush();
        root.terminal().err().flush();
        System.exit(code);
    }

    /** @return exit code */
    public static int run(CommandRoot root, String... args) {
        return commandLine(root).execute(args);
    }

    /** @param root with the subcommands; each is made by its constructor that takes the root */
    public static CommandLine commandLine(CommandRoot root) {
        CommandLine line = new CommandLine(root, factory(root));
        line.setOut(new PrintWriter(root.terminal().out(), true));
        line.setErr(new PrintWriter(root.terminal().err(), true));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler(handler(root));
        return line;
    }

    private static IExecutionExceptionHandler handler(CommandRoot root) {
        return (error, command, result) -> {
            int code = error instanceof UserError user ? user.exitCode() : root.exitCode(error);
            if (root.debug()) {
                error.printStackTrace(root.terminal().err());
            }
            root.terminal().err().println("tallyhouse: " + message(error));
            if (!root.debug() && code == Exit.FAILED && !(error instanceof UserError)) {
                root.terminal().err().println((root.afterFailure() + " --debug shows the stack.").strip());
            }
            return code;
        };
    }

    private static String message(Throwable error) {
        String message = error.getMessage();
        return message == null || message.isBlank() ? error.getClass().getSimpleName() : message;
    }

    private static IFactory factory(CommandRoot root) {
        return new IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                    if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0].isInstance(root)) {
                        constructor.setAccessible(true);
                        return type.cast(constructor.newInstance(root));
                    }
                }
                return CommandLine.defaultFactory().create(type);
            }
        };
    }
}
