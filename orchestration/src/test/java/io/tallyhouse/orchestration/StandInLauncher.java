package io.tallyhouse.orchestration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A folder that passes for a checkout: a launcher that writes down what it was called with and ends as told, and a manifest whose
 * tries follow each other quickly.
 */
final class StandInLauncher {
    /** One call per line; the exit codes of a stage are taken from its file line by line (killed: by KILL; hangs: never, together with a child), then 0. */
    private static final String SCRIPT = """
            #!/bin/sh
            here=$(dirname "$0")
            for word in "$@"; do printf '[%s]' "$word" >> "$here/calls"; done
            printf '\\n' >> "$here/calls"
            for word in "$@"; do
              case $word in land|ingest|refine|measure|check|publish) stage=$word; break;; esac
            done
            echo "$stage: rows counted"
            codes=$here/codes-$stage
            [ -s "$codes" ] || exit 0
            code=$(head -n 1 "$codes")
            sed 1d "$codes" > "$codes.rest" && mv "$codes.rest" "$codes"
            echo "Cannot go on with $stage: told to end with $code" >&2
            [ "$code" = hangs ] && { sleep 300 & echo $! > "$here/child"; wait; }
            [ "$code" = killed ] && kill -9 $$
            exit "$code"
            """;

    private static final long SECONDS_TO_END = 10;

    private final Path folder;

    StandInLauncher(Path folder, NightlyManifest manifest) throws IOException {
        this.folder = folder;
        Path launcher = Files.writeString(folder.resolve("tallyhouse"), SCRIPT);
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
        Files.createDirectories(folder.resolve(NightlyManifest.FILE).getParent());
        writeManifest(manifest.toJson());
    }

    void writeManifest(String json) throws IOException {
        Files.writeString(folder.resolve(NightlyManifest.FILE), json);
    }

    /**
     * The child that a hanging stage left running, when it still runs some seconds after it was told to stop. A process that has ended
     * but that its new parent has not asked about yet still counts as alive for the JDK; it does not run any more.
     */
    Optional<ProcessHandle> child() throws IOException {
        long pid = Long.parseLong(Files.readString(folder.resolve("child")).strip());
        Optional<ProcessHandle> child = ProcessHandle.of(pid);
        if (child.isEmpty() || hasEnded(pid)) {
            return Optional.empty();
        }
        try {
            child.get().onExit().get(SECONDS_TO_END, TimeUnit.SECONDS);
            return Optional.empty();
        } catch (TimeoutException e) {
            return hasEnded(pid) ? Optional.empty() : child;
        } catch (ExecutionException | InterruptedException e) {
            throw new IOException("Cannot wait for process " + pid, e);
        }
    }

    private static boolean hasEnded(long pid) throws IOException {
        Path status = Path.of("/proc/" + pid + "/status");
        try {
            return Files.readAllLines(status).stream().anyMatch(line -> line.matches("State:\\s+[ZX].*"));
        } catch (NoSuchFileException e) {
            return !ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
        }
    }

    Path folder() {
        return folder;
    }

    /** The next calls of a stage end with these codes, one after the other. */
    void end(String stage, String... codes) throws IOException {
        Files.writeString(folder.resolve("codes-" + stage), String.join("\n", codes) + "\n");
    }

    /** Every call since the last question, as {@code [argument][argument]…}. */
    List<String> takeCalls() throws IOException {
        Path calls = folder.resolve("calls");
        List<String> lines = Files.readAllLines(calls);
        Files.delete(calls);
        return lines;
    }
}
