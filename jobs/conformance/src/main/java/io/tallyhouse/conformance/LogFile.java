package io.tallyhouse.conformance;

import io.tallyhouse.mining.conformance.CsvColumns;
import io.tallyhouse.terminal.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The log of a command, and how it is read where it is CSV. */
final class LogFile {
    @Parameters(index = "0", paramLabel = "LOG", description = "Event log in XES or CSV, plain, gzip or zip.")
    private Path log = Path.of("");

    @Option(
            names = "--case",
            paramLabel = "COLUMN",
            description = "CSV: the column that tells cases apart; without it case:concept:name, case_id or case.")
    private @Nullable String caseColumn;

    @Option(
            names = "--time",
            paramLabel = "COLUMN",
            description =
                    "CSV: when; without it time:timestamp, timestamp or time, and without these the order of the file.")
    private @Nullable String timeColumn;

    /** @throws UserError where there is no such file */
    Path path() {
        return existing(log);
    }

    Path named() {
        return log;
    }

    /** @throws UserError where columns are named for a file that has none */
    boolean isCsv() {
        String name = log.toString().toLowerCase(Locale.ROOT).replaceFirst("\\.(gz|zip)$", "");
        if (name.endsWith(".csv")) {
            return true;
        }
        if (caseColumn != null || timeColumn != null) {
            throw UserError.usage("Cannot use --case and --time with " + log
                    + ": they name columns of a CSV file (.csv, .csv.gz, .csv.zip)");
        }
        return false;
    }

    CsvColumns columns(@Nullable List<String> names) {
        return new CsvColumns(caseColumn, names, timeColumn);
    }

    /** @throws UserError where there is no such file */
    static Path existing(Path file) {
        if (!Files.isRegularFile(file)) {
            throw UserError.usage("Cannot read " + file + ": "
                    + (Files.isDirectory(file) ? "it is a folder, expected a file" : "there is no such file"));
        }
        return file;
    }
}
