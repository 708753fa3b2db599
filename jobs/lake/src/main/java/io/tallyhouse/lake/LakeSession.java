package io.tallyhouse.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.FunctionIdentifier;

/**
 * The one local Spark of a process. UTC; no web interface; bound to 127.0.0.1; scratch files inside the warehouse.
 *
 * <p>Delta tables made through it feed changes, keep their whole log (so that {@code DeltaLogs} can read it without Spark) and have
 * no deletion vectors (so that outside readers can).
 */
public final class LakeSession implements AutoCloseable {
    private static final List<String> REFUSED = List.of("reflect", "java_method", "try_reflect");

    private final SparkSession root;

    private LakeSession(SparkSession root) {
        this.root = root;
    }

    /**
     * How Spark plans and runs.
     *
     * @param cores worker threads
     * @param shufflePartitions parts of a shuffle
     * @param codegen whether stages are compiled: pays from millions of rows on, costs on small ones
     * @param adaptive whether plans are changed as they run: the same
     */
    public record Options(int cores, int shufflePartitions, boolean codegen, boolean adaptive) {
        /** For tables of up to some hundred thousand rows. */
        public static Options small() {
            return new Options(2, 2, false, false);
        }

        /** For millions of rows. */
        public static Options large() {
            return new Options(2, 2, true, true);
        }
    }

    /**
     * Starts Spark.
     *
     * @param warehouse folder whose {@code .spark} gets all scratch files
     * @param options see {@link Options}
     */
    public static LakeSession open(Path warehouse, Options options) {
        Path scratch = warehouse.toAbsolutePath().normalize().resolve(".spark");
        try {
            Files.createDirectories(scratch);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make the folder for scratch files " + scratch, e);
        }
        SparkSession spark = common(scratch, options)
                .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
                .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
                .config("spark.databricks.delta.snapshotPartitions", 1)
                // It answers min and max from the log, but fails on dates under the java.time API.
                .config("spark.databricks.delta.optimizeMetadataQuery.enabled", false)
                // Else each commit of a small table ends with a query over its log, for the checksum file.
                .config("spark.databricks.delta.allFilesInCrc.enabled", false)
                .config(delta("enableChangeDataFeed"), true)
                .config(delta("enableDeletionVectors"), false)
                .config(delta("enableExpiredLogCleanup"), false)
                .config(delta("checkpointInterval"), 50)
                .getOrCreate();
        return new LakeSession(spark);
    }

    private static SparkSession.Builder common(Path scratch, Options options) {
        return SparkSession.builder()
                .appName("tallyhouse")
                .master("local[" + options.cores() + "]")
                .config("spark.ui.enabled", false)
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.local.dir", scratch.resolve("tmp").toString())
                .config("spark.sql.warehouse.dir", scratch.resolve("tables").toString())
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.datetime.java8API.enabled", true)
                .config("spark.sql.shuffle.partitions", options.shufflePartitions())
                .config("spark.sql.leafNodeDefaultParallelism", 1)
                // A limit looks at all parts at once instead of one after the other.
                .config("spark.sql.limit.initialNumPartitions", 1_000)
                .config("spark.sql.codegen.wholeStage", options.codegen())
                .config(
                        "spark.sql.codegen.cache.maxEntries",
                        5_000) // a night of many models compiles more than the usual 100
                .config("spark.sql.adaptive.enabled", options.adaptive())
                .config("spark.sql.runSQLOnFiles", false)
                // Files are named one by one: looking at them needs no job.
                .config("spark.sql.sources.parallelPartitionDiscovery.threshold", 100_000)
                .config("spark.ui.showConsoleProgress", false);
    }

    private static String delta(String property) {
        return "spark.databricks.delta.properties.defaults." + property;
    }

    /**
     * For tests: a session with the options for small tables. One JVM has one Spark, so a module's tests share one through a static
     * holder and never close it; each test works in a folder and a {@link #newSession()} of its own.
     */
    public static LakeSession forTests(Path scratch) {
        return open(scratch, Options.small());
    }

    /** A session with its own settings and views, in which functions that call Java by name are unknown. */
    public SparkSession newSession() {
        SparkSession session = root.newSession();
        for (String function : REFUSED) {
            session.sessionState().functionRegistry().dropFunction(new FunctionIdentifier(function));
        }
        return session;
    }

    @Override
    public void close() {
        root.stop();
    }
}
