package io.tallyhouse.app;

import io.tallyhouse.app.command.Tallyhouse;
import io.tallyhouse.terminal.Shell;
import io.tallyhouse.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A command as a person types it, with what it printed.
 *
 * @param code exit code
 * @param out standard output
 * @param err standard error
 */
record CommandLineRun(int code, String out, String err) {
    private static final TickingClock CLOCK = new TickingClock();

    static CommandLineRun of(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                CLOCK);
        int code = Shell.run(new Tallyhouse(terminal), args);
        return new CommandLineRun(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** The id of a run that begins now. */
    static String newRun() {
        return new Tallyhouse(new Terminal(System.out, System.err, CLOCK)).newRun();
    }

    /** One that prints to a stream, for stages that are called without a command. */
    static Terminal terminal(PrintStream out) {
        return new Terminal(out, out, CLOCK);
    }

    /** A second later at every look, so that runs have ids of their own. */
    private static final class TickingClock extends Clock {
        private Instant now = Instant.parse("2026-03-31T02:00:00Z");

        @Override
        public synchronized Instant instant() {
            now = now.plus(Duration.ofSeconds(1));
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("Tests run in UTC");
        }
    }
}
