package io.tallyhouse.lake.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.spark.paths.SparkPath;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.OutputWriter;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructType;
import scala.Function1;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.collection.immutable.Map$;

/**
 * Parquet files as rows in memory and back, by the classes with which Spark's tasks read and write them, but without a query: for small
 * tables planning one costs many times what the file does.
 */
final class ParquetRows {
    private static final scala.collection.immutable.Map<String, String> ROWS_NOT_BATCHES =
            Map$.MODULE$.<String, String>empty().updated("returning_batch", "false");

    private final SparkSession session;
    private final StructType schema;

    /** @param schema columns to read, or to write */
    ParquetRows(SparkSession session, StructType schema) {
        this.session = session;
        this.schema = schema;
    }

    /** All rows of some files, file by file; a column that a file lacks is null. */
    List<List<InternalRow>> read(List<Path> files) {
        Function1<PartitionedFile, Iterator<InternalRow>> reader = new ParquetFileFormat()
                .buildReaderWithPartitionValues(
                        session,
                        schema,
                        new StructType(),
                        schema,
                        JavaConverters.<Filter>asScalaBuffer(List.of()),
                        ROWS_NOT_BATCHES,
                        session.sessionState().newHadoopConf());
        List<List<InternalRow>> all = new ArrayList<>();
        for (Path file : files) {
            List<InternalRow> rows = new ArrayList<>();
            Iterator<InternalRow> found = reader.apply(whole(file));
            while (found.hasNext()) {
                rows.add(found.next().copy()); // the reader fills the same row again
            }
            all.add(rows);
        }
        return all;
    }

    private static PartitionedFile whole(Path file) {
        long size = size(file);
        return new PartitionedFile(
                InternalRow.empty(),
                SparkPath.fromUrlString(file.toUri().toString()),
                0,
                size,
                new String[0],
                0,
                size,
                Map$.MODULE$.<String, Object>empty());
    }

    /** Writes one file, which must not exist; without a commit that names it, it belongs to no table. */
    void write(Path file, List<InternalRow> rows) {
        try {
            Files.createDirectories(file.getParent());
            Job job = Job.getInstance(session.sessionState().newHadoopConf());
            OutputWriterFactory writers =
                    new ParquetFileFormat().prepareWrite(session, job, Map$.MODULE$.empty(), schema);
            TaskAttemptContext task = new TaskAttemptContextImpl(
                    job.getConfiguration(), new TaskAttemptID("tallyhouse", 0, TaskType.MAP, 0, 0));
            OutputWriter writer = writers.newInstance(file.toUri().toString(), schema, task);
            try {
                rows.forEach(writer::write);
            } finally {
                writer.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file + ", which the table's log names", e);
        }
    }

    /** Milliseconds since 1970. */
    static long modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file + ", which was just written", e);
        }
    }
}
