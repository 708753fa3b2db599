package io.tallyhouse.app;

import io.tallyhouse.catalogue.config.Settings.AirflowSetting;
import io.tallyhouse.catalogue.config.Settings.SnowflakeSetting;
import io.tallyhouse.catalogue.yaml.InvalidYamlException;
import io.tallyhouse.catalogue.yaml.Problem;
import io.tallyhouse.orchestration.AirflowClient;
import io.tallyhouse.orchestration.AirflowProblem;
import io.tallyhouse.publish.PublishException;
import io.tallyhouse.publish.duckdb.MartReader;
import io.tallyhouse.terminal.UserError;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Looks at everything a night needs; changes nothing. */
public final class Doctor {
    private static final int JDK = 17;
    private static final long FREE_BYTES = 2L << 30;
    private static final List<String> BROWSERS =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");

    private final Path landing;
    private final Path warehouse;
    private final Secrets secrets;
    private final List<Finding> findings = new ArrayList<>();

    public Doctor(Path landing, Path warehouse, Secrets secrets) {
        this.landing = landing.toAbsolutePath().normalize();
        this.warehouse = warehouse.toAbsolutePath().normalize();
        this.secrets = secrets;
    }

    /** How a thing stands. */
    public enum Verdict {
        OK,
        /** worth knowing, nothing to mend */
        NOTE,
        WRONG
    }

    /**
     * One thing that was looked at.
     *
     * @param what its name
     * @param verdict how it stands
     * @param found what was found, without secrets
     * @param mend what to do; null unless it is wrong
     */
    public record Finding(
            String what,
            Verdict verdict,
            String found,
            @Nullable String mend) {}

    /** @param house opened here, because a configuration that does not hold is a finding, too */
    public List<Finding> examine(Supplier<House> house) {
        java();
        configuration(house).ifPresent(h -> {
            airflow(h);
            snowflake(h.catalogue().settings().snowflake());
            h.close();
        });
        landing();
        warehouse();
        lock();
        marts();
        browser();
        return List.copyOf(findings);
    }

    private void java() {
        int version = Runtime.version().feature();
        if (version == JDK) {
            ok("java", "JDK " + Runtime.version());
        } else {
            wrong(
                    "java",
                    "JDK " + version,
                    "install JDK " + JDK + ", on which Spark 3.5 is proven, and put it first in PATH");
        }
    }

    private Optional<House> configuration(Supplier<House> house) {
        try {
            House opened = house.get();
            ok(
                    "configuration",
                    opened.catalogue().contracts().all().size() + " contracts, "
                            + opened.models().size() + " tables, "
                            + opened.catalogue().metrics().all().size() + " metrics, "
                            + opened.rules().all().size() + " rules");
            return Optional.of(opened);
        } catch (InvalidYamlException e) {
            for (Problem problem : e.problems()) {
                wrong("configuration", problem.toString(), "edit " + problem.place());
            }
            return Optional.empty();
        }
    }

    private void landing() {
        if (!Files.isDirectory(landing)) {
            wrong("landing", landing + " is not there", "tallyhouse init, or name the folder with --landing");
        } else if (!Files.isReadable(landing)) {
            wrong("landing", landing + " cannot be read", "give this user the right to read it");
        } else {
            ok("landing", landing.toString());
        }
    }

    private void warehouse() {
        Path there = warehouse;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there) || !Files.isWritable(there)) {
            wrong(
                    "warehouse",
                    there + " cannot be written",
                    "give this user the right to write it, or name another with --warehouse");
            return;
        }
        try {
            long free = Files.getFileStore(there).getUsableSpace();
            String text = warehouse + (there.equals(warehouse) ? "" : " (made by the first night)") + ", "
                    + String.format(Locale.ROOT, "%.1f GiB free", free / (double) (1L << 30));
            if (free < FREE_BYTES) {
                wrong("warehouse", text, "free at least 2 GiB there: rewritten tables keep their former files");
            } else {
                ok("warehouse", text);
            }
        } catch (IOException e) {
            wrong("warehouse", "Cannot tell the free space of " + there + ": " + e.getMessage(), "look at the disk");
        }
    }

    private void lock() {
        Optional<LockHolder> holder = LockHolder.of(warehouse);
        if (holder.isEmpty()) {
            ok("lock", "free");
        } else if (holder.get().alive()) {
            note("lock", "held by " + holder.get().text());
        } else {
            note(
                    "lock",
                    "free; the last holder was killed: " + holder.get().text()
                            + ". Its command goes on where it stopped");
        }
    }

    private void marts() {
        Path marts = warehouse.resolve("marts.duckdb");
        if (!Files.exists(marts)) {
            note("marts", "nothing published yet");
            return;
        }
        try {
            ok("marts", marts + ", " + new MartReader(marts).groups().size() + " groups");
        } catch (PublishException e) {
            wrong("marts", marts + ": " + e.getMessage(), "move the file away and run: tallyhouse publish");
        }
    }

    private void airflow(House house) {
        AirflowSetting setting = house.catalogue().settings().airflow();
        try {
            if (!secrets.present("airflow.password", setting.password())) {
                note("airflow", "not asked: its password is not set (" + setting.password() + ")");
                return;
            }
            AirflowClient client = Airflow.client(house, secrets);
            if (client.deployed()) {
                ok("airflow", setting.user() + " at " + setting.url() + ", the night's DAG is deployed");
            } else {
                wrong(
                        "airflow",
                        setting.url() + " does not know the night's DAG",
                        "deploy it as orchestration/README.md says");
            }
        } catch (AirflowProblem | UserError e) {
            wrong("airflow", String.valueOf(e.getMessage()), "see section airflow of the configuration");
        }
    }

    private void snowflake(SnowflakeSetting setting) {
        if (setting.groups().isEmpty()) {
            note("snowflake", "no group is published there");
            return;
        }
        String mend = "see section snowflake of the configuration";
        try {
            Snowflake.publisher(setting, secrets).connect();
            ok("snowflake", setting.user() + " at " + Snowflake.place(setting) + ", groups " + setting.groups());
        } catch (PublishException | UserError e) {
            wrong("snowflake", String.valueOf(e.getMessage()), mend);
        }
    }

    /** Only the tests look at pages through a browser. */
    private void browser() {
        String path = System.getenv("PATH");
        for (String folder : (path == null ? "" : path).split(File.pathSeparator, -1)) {
            for (String name : BROWSERS) {
                if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, name))) {
                    ok("browser", Path.of(folder, name).toString());
                    return;
                }
            }
        }
        note("browser", "no Chromium; only the tests of the pages need one");
    }

    private void ok(String what, String found) {
        findings.add(new Finding(what, Verdict.OK, found, null));
    }

    private void note(String what, String found) {
        findings.add(new Finding(what, Verdict.NOTE, found, null));
    }

    private void wrong(String what, String found, String mend) {
        findings.add(new Finding(what, Verdict.WRONG, found, mend));
    }
}
