package io.tallyhouse.publish.pages;

import io.tallyhouse.catalogue.model.TableModel;
import io.tallyhouse.publish.MartTable;
import io.tallyhouse.publish.duckdb.MartColumn;
import io.tallyhouse.publish.kpi.Figures;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every table and column of the marts in sentences, as the file itself holds them; owners and keys from the models. */
final class DictionaryPage {
    private final Frame frame;
    private final Map<String, List<MartColumn>> tables;
    private final Map<String, TableModel> models;

    DictionaryPage(Frame frame, Collection<MartColumn> columns, Collection<TableModel> models) {
        this.frame = frame;
        this.tables = columns.stream()
                .collect(Collectors.groupingBy(MartColumn::table, LinkedHashMap::new, Collectors.toList()));
        this.models = models.stream().collect(Collectors.toMap(MartTable::publishedName, m -> m, (a, b) -> a));
    }

    String render() {
        Html html = frame.begin("", "Dictionary", "Dictionary");
        html.element("h1", "Dictionary");
        html.element(
                "p",
                "Every table of marts.duckdb. Instants are UTC. What is not known is null, never zero.",
                "class",
                "lead");
        html.open("nav", "class", "toc", "aria-label", "Tables");
        tables.keySet().forEach(t -> html.element("a", t, "href", "#" + t).text(" "));
        html.close("nav").newline();
        tables.forEach((name, columns) -> table(html, name, columns));
        return frame.end(html);
    }

    private void table(Html html, String name, List<MartColumn> columns) {
        TableModel model = models.get(name);
        MartColumn first = columns.get(0);
        html.open("section", "id", name).open("h2").element("code", name).close("h2");
        html.element("p", text(first.tableSentence()));
        html.open("dl", "class", "facts");
        Frame.entry(html, "Rows", Figures.count(first.rows()));
        if (model != null) {
            Frame.entry(html, "One row per", String.join(", ", model.grain()));
            Frame.entry(html, "Owner", model.owner());
            Frame.entry(html, "Group", text(model.group()));
        }
        html.close("dl")
                .open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", "Columns of " + name);
        html.open("table").open("thead").open("tr");
        for (String head : List.of("Column", "Type", "Null", "Meaning")) {
            html.element("th", head, "scope", "col");
        }
        html.close("thead").open("tbody");
        for (MartColumn column : columns) {
            html.newline()
                    .open("tr")
                    .open("th", "scope", "row")
                    .element("code", column.name())
                    .close();
            html.open("td")
                    .element("code", column.type().toLowerCase(Locale.ROOT))
                    .close();
            html.element("td", column.nullable() ? "may be" : "never");
            html.element("td", text(column.sentence())).close("tr");
        }
        html.close("section").newline();
    }

    private static String text(@Nullable String sentence) {
        return sentence == null ? "" : sentence;
    }
}
