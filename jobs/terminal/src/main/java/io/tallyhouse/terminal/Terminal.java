package io.tallyhouse.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Where people read: results on standard output, progress and warnings on standard error. The only reader of the clock. */
public final class Terminal {
    private final PrintStream out;
    private final PrintStream err;
    private final Clock clock;

    /** @return the terminal of this process, in UTF-8 */
    public static Terminal ofProcess() {
        return new Terminal(stream(FileDescriptor.out), stream(FileDescriptor.err), Clock.systemUTC());
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    public Terminal(PrintStream out, PrintStream err, Clock clock) {
        this.out = out;
        this.err = err;
        this.clock = clock;
    }

    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    public PrintStream out() {
        return out;
    }

    public PrintStream err() {
        return err;
    }

    public void stage(String stage, Instant asOf) {
        boolean folded = !stage.equals("land") && !stage.equals("ingest");
        err.println(stage + (folded ? "  as of " + asOf : ""));
    }

    public void say(String line) {
        err.println(line);
    }

    public void warn(String line) {
        err.println("warning: " + line);
    }
}
