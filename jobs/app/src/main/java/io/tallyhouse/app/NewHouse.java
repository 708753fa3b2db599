package io.tallyhouse.app;

import io.tallyhouse.catalogue.contract.ContractColumn;
import io.tallyhouse.catalogue.contract.DatasetContract;
import io.tallyhouse.terminal.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The files with which an organisation starts: configuration, playbook and landing folders. Nothing that is there is overwritten. */
public final class NewHouse {
    /** Sections of the defaults that stay in force in the new file; the others are shown as comments. */
    private static final Set<String> IN_FORCE = Set.of("organisation", "playbooks");

    private static final String CONFIG = "tallyhouse.yaml";
    private static final String PLAYBOOK = "enablement_playbook.yaml";

    private static final int SHOWN = 3;

    private NewHouse() {}

    /**
     * @param home the checkout, whose defaults are taken
     * @param folder where to write
     * @return the files written, relative to the folder
     * @throws UserError when one of them is there already; nothing was written then
     */
    public static List<Path> write(Path home, Collection<DatasetContract> contracts, Path folder) {
        Path defaults = home.resolve("orchestration/config");
        Map<Path, String> files = new LinkedHashMap<>();
        files.put(Path.of(CONFIG), configuration(text(defaults.resolve(CONFIG))));
        files.put(Path.of(PLAYBOOK), text(defaults.resolve(PLAYBOOK)));
        // Landing takes no file that begins with an underscore for a delivery.
        contracts.forEach(c -> files.put(Path.of("landing", folder(c), "_README.md"), readme(c)));
        List<Path> there = files.keySet().stream()
                .filter(f -> Files.exists(folder.resolve(f)))
                .toList();
        if (!there.isEmpty()) {
            throw UserError.usage("Cannot start in " + folder + ": "
                    + there.stream().limit(SHOWN).map(Path::toString).collect(Collectors.joining(", "))
                    + (there.size() > SHOWN ? " and " + (there.size() - SHOWN) + " others" : "")
                    + " would be overwritten; nothing was written. Choose another folder with --dir");
        }
        files.forEach((file, content) -> write(folder.resolve(file), content));
        return List.copyOf(files.keySet());
    }

    /** Every log has a folder of its own below {@code eventlog}. */
    private static String folder(DatasetContract contract) {
        return contract.source().equals("eventlog") ? contract.source() : contract.name();
    }

    private static String configuration(String defaults) {
        StringBuilder text = new StringBuilder(
                "# What differs from the defaults in your organisation; everything else may be left out."
                        + "\n# The commented lines show the defaults. Lists are replaced whole.\n");
        boolean inForce = false;
        boolean header = true;
        for (String line : defaults.lines().toList()) {
            boolean comment = line.startsWith("#");
            if (header && comment) {
                continue;
            }
            header = false;
            if (!line.isBlank() && !comment && !line.startsWith(" ")) {
                inForce = IN_FORCE.contains(line.substring(0, Math.max(0, line.indexOf(':'))));
            }
            boolean asItIs = inForce || comment || line.isBlank();
            text.append(asItIs ? line : "# " + line).append('\n');
        }
        return text.toString();
    }

    private static String readme(DatasetContract contract) {
        StringBuilder text = new StringBuilder("# " + contract.name() + "\n\n" + contract.sentence() + "\n\n");
        if (contract.source().equals("eventlog")) {
            text.append("Make a folder here for each log, named like the log, and put its files there.\n\n");
        }
        text.append("Put files here whole: write them under a name that ends with `.part`, then rename. ")
                .append("Format: ")
                .append(contract.format().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .append(", gzip allowed. A record is known by ")
                .append(String.join(", ", contract.key()))
                .append(". Owner: ")
                .append(contract.owner())
                .append(".\n\n| column | type | required | |\n|---|---|---|---|\n");
        for (ContractColumn column : contract.columns()) {
            text.append("| ")
                    .append(column.name())
                    .append(" | ")
                    .append(column.type())
                    .append(" | ")
                    .append(column.required() ? "yes" : "")
                    .append(" | ")
                    .append(column.sentence())
                    .append(" |\n");
        }
        return text.toString();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the defaults " + file, e);
        }
    }

    private static void write(Path file, String content) {
        try {
            Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
            Files.writeString(file, content, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }
}
