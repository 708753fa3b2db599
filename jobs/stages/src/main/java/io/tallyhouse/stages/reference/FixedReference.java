package io.tallyhouse.stages.reference;

import io.tallyhouse.catalogue.hash.Sha256;
import io.tallyhouse.lake.run.Reference;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** A small table held in memory. */
final class FixedReference implements Reference {
    private final String ddl;
    private final List<Object[]> rows;

    /** @param ddl columns as SQL declares them, such as {@code source STRING, done BOOLEAN} */
    FixedReference(String ddl, List<Object[]> rows) {
        this.ddl = ddl;
        this.rows = rows;
    }

    @Override
    public Dataset<Row> rows(SparkSession session) {
        return session.createDataFrame(rows.stream().map(RowFactory::create).toList(), StructType.fromDDL(ddl));
    }

    @Override
    public String contentHash() {
        StringBuilder text = new StringBuilder(ddl);
        for (Object[] row : rows) {
            for (Object value : row) {
                String cell = String.valueOf(value);
                text.append('\u0001')
                        .append(value == null ? 0 : cell.length())
                        .append(':')
                        .append(cell);
            }
            text.append('\u0002');
        }
        return Sha256.of(text.toString());
    }
}
