package io.tallyhouse.publish.pages;

import io.tallyhouse.catalogue.metric.Metric;
import io.tallyhouse.catalogue.metric.Metrics;
import io.tallyhouse.catalogue.model.TableModel;
import io.tallyhouse.publish.PublishException;
import io.tallyhouse.publish.duckdb.ConformanceMarts;
import io.tallyhouse.publish.duckdb.MartReader;
import io.tallyhouse.publish.kpi.KpiFilter;
import io.tallyhouse.publish.kpi.KpiRow;
import io.tallyhouse.publish.kpi.Series;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes the pages from the published marts alone: scorecard, conformance, a page per metric, dictionary. They open from the folder without
 * network or server.
 *
 * <p>The whole folder is written beside and then takes the place of the present one. Between the two renames a reader may find
 * no pages for an instant, never a mix of two publications.
 */
public final class PagesPublisher {
    private static final String ECHARTS = "/META-INF/resources/webjars/echarts/5.3.1/dist/echarts.min.js";

    private PagesPublisher() {}

    /**
     * @param marts the published marts.duckdb
     * @param metrics the catalogue
     * @param models of the published tables, for owners and keys in the dictionary
     * @param folder where the pages stand; replaced as a whole
     * @throws PublishException when the marts cannot be read or the folder not be written
     */
    public static void publish(
            Path marts, Metrics metrics, Collection<TableModel> models, Path folder, PageOptions options) {
        Path target = folder.toAbsolutePath().normalize();
        try (NewFolder fresh = new NewFolder(target)) {
            fresh.create();
            write(marts, metrics, models, fresh.path(), options);
            fresh.takePlace();
        } catch (IOException e) {
            throw new PublishException(
                    "Cannot write the pages to " + target + ": " + PublishException.reason(e)
                            + ". Mend it and run: tallyhouse publish",
                    e);
        }
    }

    private static void write(
            Path marts, Metrics metrics, Collection<TableModel> models, Path folder, PageOptions options)
            throws IOException {
        MartReader reader = new MartReader(marts);
        Frame frame = new Frame(options, reader.groups());
        List<KpiRow> totals = reader.hasFigures() ? reader.rows(new KpiFilter(List.of(), null, true)) : List.of();
        List<KpiRow> headlines = metrics.all().stream()
                .flatMap(m -> Series.of(m, totals).headline(frame.asOf(m.group())).stream())
                .toList();
        List<KpiRow> members = reader.members(headlines);
        Files.createDirectories(folder.resolve("assets"));
        Files.createDirectories(folder.resolve("metric"));
        asset("style.css", folder);
        asset("chart.js", folder);
        asset(ECHARTS, folder);
        Files.writeString(folder.resolve("index.html"), new IndexPage(frame, metrics, totals).render());
        Files.writeString(
                folder.resolve("dictionary.html"), new DictionaryPage(frame, reader.columns(), models).render());
        Files.writeString(
                folder.resolve("conformance.html"), new ConformancePage(frame, new ConformanceMarts(reader)).render());
        for (Metric metric : metrics.all()) {
            List<KpiRow> own = Stream.concat(totals.stream(), members.stream())
                    .filter(r -> r.metric().equals(metric.name()) || r.metric().startsWith(metric.name() + "."))
                    .toList();
            Files.writeString(
                    folder.resolve("metric").resolve(fileName(metric)), new MetricPage(frame, metric, own).render());
        }
    }

    private static String fileName(Metric metric) {
        if (!metric.name().matches("[a-z][a-z0-9_]*")) {
            throw new PublishException("Cannot write a page for the metric \"" + metric.name()
                    + "\": its name is not snake case. Rename it in sql/metrics");
        }
        return metric.name() + ".html";
    }

    private static void asset(String resource, Path folder) throws IOException {
        String name = resource.substring(resource.lastIndexOf('/') + 1);
        try (InputStream in = PagesPublisher.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("Missing in the application's jar: " + resource);
            }
            Files.copy(in, folder.resolve("assets").resolve(name));
        }
    }
}
