package io.tallyhouse.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a night is killed.
 *
 * @param stage in this stage
 * @param lines after so many lines below the stage's own, each of which follows a commit
 * @param millis and so much later
 */
record KillPoint(String stage, int lines, long millis) {
    /** The process gets a session of its own, so that the signal to its group reaches all it started and nothing else. */
    private static final String NEW_SESSION = "import os, sys; os.setsid(); os.execv(sys.argv[1], sys.argv[1:])";

    /**
     * Runs a night as a process of its own until this point, and kills its process group there.
     *
     * @return the step that was hit: the last lines that the process printed
     * @throws IllegalStateException when the process ended by itself
     */
    String kill(Path launcher, Path config, Path folder) throws IOException, InterruptedException {
        Process night = new ProcessBuilder(
                        "python3",
                        "-c",
                        NEW_SESSION,
                        launcher.toString(),
                        "nightly",
                        "--config",
                        config.toString(),
                        "--landing",
                        folder.resolve("landing").toString(),
                        "--warehouse",
                        folder.resolve("warehouse").toString())
                .redirectErrorStream(true)
                .start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader printed =
                new BufferedReader(new InputStreamReader(night.getInputStream(), StandardCharsets.UTF_8))) {
            int begun = -1;
            for (String line = printed.readLine(); line != null; line = printed.readLine()) {
                lines.add(line);
                begun = line.equals(stage) || line.startsWith(stage + "  as of ") ? lines.size() : begun;
                if (begun >= 0 && lines.size() == begun + lines()) {
                    Thread.sleep(millis);
                    signal(night);
                }
            }
        } finally {
            signal(night);
        }
        int code = night.waitFor();
        if (code != 128 + 9) {
            throw new IllegalStateException("The night ended with " + code + " before it could be killed in " + this
                    + ":\n" + String.join("\n", lines));
        }
        return hit(lines);
    }

    private static void signal(Process night) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-KILL", "--", "-" + night.pid())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static String hit(List<String> lines) {
        int last = lines.size() - 1;
        while (last > 0 && lines.get(last).startsWith(" ")) {
            last--;
        }
        String stage = lines.get(last).replaceAll(" .*", "");
        int done = lines.size() - 1 - last;
        return "in " + stage
                + (done == 0
                        ? ", before its first commit or line"
                        : ", after " + done + " lines, the last: "
                                + lines.get(lines.size() - 1).strip());
    }
}
