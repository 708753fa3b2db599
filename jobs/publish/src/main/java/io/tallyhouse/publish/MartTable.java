package io.tallyhouse.publish;

import io.tallyhouse.catalogue.model.TableModel;
import java.nio.file.Path;
import java.util.List;

/**
 * One mart as files.
 *
 * <p>A model with a group column holds rows of several groups: of such a table the rows of groups that are held back stay as
 * they are in the sink, whatever the files say.
 *
 * @param model whose columns, found by name, are published; anything else in the files is left out
 * @param parquetFiles the files of one version of the table; none means a table without rows
 */
public record MartTable(TableModel model, List<Path> parquetFiles) {
    public MartTable {
        parquetFiles = List.copyOf(parquetFiles);
    }

    /** The table's name in the sinks. */
    public String name() {
        return publishedName(model);
    }

    /** The name in the sinks of the table that a model describes. */
    public static String publishedName(TableModel model) {
        String published = model.publishedAs();
        return published == null ? model.name() : published;
    }
}
