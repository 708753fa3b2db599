package io.tallyhouse.app.command;

import io.tallyhouse.app.House;
import io.tallyhouse.catalogue.yaml.InvalidYamlException;
import io.tallyhouse.conformance.ConformanceCommand;
import io.tallyhouse.conformance.ReworkCommand;
import io.tallyhouse.lake.journal.WarehouseLock;
import io.tallyhouse.publish.PublishException;
import io.tallyhouse.publish.duckdb.QueryException;
import io.tallyhouse.terminal.CommandRoot;
import io.tallyhouse.terminal.Exit;
import io.tallyhouse.terminal.Terminal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The launcher's root: global options and the list of commands. */
@Command(
        name = "tallyhouse",
        mixinStandardHelpOptions = true,
        version = "tallyhouse 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        description = "A nightly pipeline and KPI warehouse whose figures survive an auditor.",
        footer = {"", "Start with: tallyhouse demo"},
        subcommands = {
            NightlyCommand.class,
            StageCommands.Land.class,
            StageCommands.Ingest.class,
            StageCommands.Refine.class,
            StageCommands.Measure.class,
            StageCommands.Check.class,
            StageCommands.Publish.class,
            DemoCommand.class,
            SampleCommand.class,
            KpiCommand.class,
            ExplainCommand.class,
            QueryCommand.class,
            BaselineCommand.class,
            StatusCommand.class,
            DeliveryCommand.class,
            QuarantineCommand.class,
            PlanCommand.class,
            ModelCommand.class,
            ConformanceCommand.class,
            ReworkCommand.class,
            RebuildCommand.class,
            AirflowCommand.class,
            DoctorCommand.class,
            InitCommand.class,
        })
public final class Tallyhouse implements CommandRoot {
    private static final DateTimeFormatter RUN =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

    private final Terminal terminal;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "The organisation's tallyhouse.yaml; without it the embedded defaults.")
    private @Nullable Path config;

    @Option(
            names = "--landing",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            defaultValue = "landing",
            description = "Where deliveries arrive (default: ${DEFAULT-VALUE}).")
    private Path landing = Path.of("landing");

    @Option(
            names = "--warehouse",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            defaultValue = "warehouse",
            description = "Where the warehouse lies (default: ${DEFAULT-VALUE}).")
    private Path warehouse = Path.of("warehouse");

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description = "Print the result as JSON on standard output, and nothing else there.")
    private boolean json;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Print the stack of an error.")
    private boolean debug;

    public Tallyhouse(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Terminal terminal() {
        return terminal;
    }

    @Override
    public boolean json() {
        return json;
    }

    @Override
    public boolean debug() {
        return debug;
    }

    public @Nullable Path config() {
        return config;
    }

    public Path landing() {
        return landing;
    }

    public Path warehouse() {
        return warehouse;
    }

    /** The checkout, which the launcher names. */
    public static Path home() {
        return Path.of(System.getProperty("tallyhouse.home", "."))
                .toAbsolutePath()
                .normalize();
    }

    public House house() {
        return new House(home(), config, landing, warehouse);
    }

    /** @throws WarehouseLock.HeldException when another run holds the warehouse */
    public WarehouseLock lock(String command) {
        return WarehouseLock.take(warehouse, "tallyhouse " + command, terminal.now());
    }

    /** Run ids sort by time. */
    public String newRun() {
        Instant now = terminal.now();
        return RUN.format(now) + "-" + ProcessHandle.current().pid();
    }

    @Override
    public int exitCode(Throwable error) {
        if (error instanceof WarehouseLock.HeldException) {
            return Exit.LOCKED;
        }
        if (error instanceof PublishException sink && sink.retry()) {
            return Exit.UNREACHABLE;
        }
        boolean isUsage = error instanceof InvalidYamlException
                || error instanceof QueryException
                || error instanceof IllegalArgumentException;
        return isUsage ? Exit.USAGE : Exit.FAILED;
    }

    @Override
    public String afterFailure() {
        return "The same command goes on from where it stopped;";
    }
}
