package io.tallyhouse.app;

import io.tallyhouse.orchestration.NightlyManifest;
import io.tallyhouse.testing.TestData;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder that a scheduler takes for a checkout: its launcher starts the application from this test's class path, with
 * the flags of this JVM, because tests run before there is a jar.
 */
final class OwnLauncher {
    private OwnLauncher() {}

    /** @return the launcher */
    static Path write(Path folder) throws IOException {
        List<String> words = new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("-X") || flag.startsWith("--add-opens") || flag.startsWith("-D"))
                .toList());
        words.addAll(List.of("-Dtallyhouse.home=" + TestData.home(), "-cp", System.getProperty("java.class.path")));
        words.add(Main.class.getName());
        Path arguments = folder.resolve("java.args");
        Files.write(
                arguments,
                words.stream()
                        .map(w -> '"' + w.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                        .toList());
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path launcher = Files.writeString(
                folder.resolve("tallyhouse"), "#!/bin/sh\nexec '" + java + "' '@" + arguments + "' \"$@\"\n");
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
        Path manifest = folder.resolve(NightlyManifest.FILE);
        Files.createDirectories(manifest.getParent());
        Files.writeString(manifest, NightlyManifest.generate().triggeredOnly().toJson());
        return launcher;
    }
}
