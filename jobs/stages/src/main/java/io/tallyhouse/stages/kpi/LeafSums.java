package io.tallyhouse.stages.kpi;

import io.tallyhouse.catalogue.metric.Metric;
import io.tallyhouse.catalogue.metric.Metric.Dimension;
import io.tallyhouse.lake.SideBySide;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The sums of a group by day and finest member, made by one flat aggregation in Spark.
 *
 * <p>All of them come to the driver. There is at most one for each day and combination of dimensions in use, so that their number
 * grows with days × teams × workflows × priorities, not with units: a year of 40 teams with 10 such combinations a day each is 150,000
 * however many tickets they handle.
 */
record LeafSums(SourceGroup group, List<Term> terms, int size, List<Leaf> leaves) {
    private static final Set<DataType> INTEGRAL = Set.of(
            DataTypes.ByteType, DataTypes.ShortType, DataTypes.IntegerType, DataTypes.LongType, DataTypes.NullType);

    static List<LeafSums> readAll(SparkSession session, List<SourceGroup> groups) {
        return SideBySide.run(groups.stream()
                .map(g -> (Supplier<LeafSums>) () -> named(session, g))
                .toList());
    }

    private static LeafSums named(SparkSession session, SourceGroup group) {
        try {
            return read(session, group);
        } catch (Exception e) {
            throw new IllegalStateException(
                    "Cannot add up the units of " + group.source() + " by " + group.timeOf() + ": " + e.getMessage(),
                    e);
        }
    }

    static LeafSums read(SparkSession session, SourceGroup group) {
        StructType columns = session.table(group.source()).schema();
        group.metrics().forEach(m -> requireDimensions(m, columns));
        LeafQuery query = new LeafQuery(group, integral(session, group)::contains);
        List<Dimension> dimensions = List.copyOf(group.dimensions());
        List<Leaf> leaves = new ArrayList<>();
        for (Row row : session.sql(query.sql()).collectAsList()) {
            leaves.add(leaf(row, dimensions, query.size()));
        }
        return new LeafSums(group, query.terms(), query.size(), leaves);
    }

    /** The summed expressions that are whole numbers, found by analysing all of them at once. */
    private static Set<String> integral(SparkSession session, SourceGroup group) {
        List<String> summed = List.copyOf(LeafQuery.summed(group));
        DataType[] types = Arrays.stream(
                        session.sql("SELECT " + String.join(",\n", summed) + "\nFROM " + group.source())
                                .schema()
                                .fields())
                .map(f -> f.dataType())
                .toArray(DataType[]::new);
        Set<String> integral = new HashSet<>();
        for (int i = 0; i < types.length; i++) {
            if (INTEGRAL.contains(types[i])) {
                integral.add(summed.get(i));
            }
        }
        return integral;
    }

    private static void requireDimensions(Metric metric, StructType columns) {
        List<String> there = Arrays.asList(columns.fieldNames());
        metric.splits().stream().flatMap(List::stream).map(LeafQuery::column).forEach(column -> {
            if (!there.contains(column)) {
                throw new IllegalStateException("Invalid split of metric " + metric.name() + ": " + metric.source()
                        + " has no column " + column + "; it has " + there);
            }
        });
    }

    private static Leaf leaf(Row row, List<Dimension> dimensions, int size) {
        Map<Dimension, String> named = new EnumMap<>(Dimension.class);
        for (int i = 0; i < dimensions.size(); i++) {
            named.put(dimensions.get(i), row.isNullAt(2 + i) ? Member.UNKNOWN : row.getString(2 + i));
        }
        List<BigDecimal> sums = new ArrayList<>();
        for (int i = 2 + dimensions.size(); i < 2 + dimensions.size() + size; i++) {
            sums.add(exact(row.get(i)));
        }
        return new Leaf(row.getAs("day"), row.getBoolean(1), Member.of(named), Sums.of(sums));
    }

    private static BigDecimal exact(@Nullable Object sum) {
        if (sum == null) {
            return BigDecimal.ZERO;
        }
        return sum instanceof Long whole ? BigDecimal.valueOf(whole) : (BigDecimal) sum;
    }
}
