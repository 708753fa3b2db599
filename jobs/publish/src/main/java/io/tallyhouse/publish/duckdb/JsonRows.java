package io.tallyhouse.publish.duckdb;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows as a JSON array of objects under the columns' names. {@link #close} ends the array and leaves the writer open. */
public final class JsonRows implements RowSink, AutoCloseable {
    private final JsonGenerator json;
    private List<Column> columns = List.of();

    public JsonRows(Writer out) throws IOException {
        json = new ObjectMapper().getFactory().createGenerator(out);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);
        json.writeStartArray();
    }

    @Override
    public void columns(List<Column> names) {
        columns = names;
    }

    @Override
    public void row(List<@Nullable Object> values) throws IOException {
        json.writeRaw("\n");
        json.writeStartObject();
        for (int i = 0; i < columns.size(); i++) {
            json.writeFieldName(columns.get(i).name());
            json.writePOJO(values.get(i));
        }
        json.writeEndObject();
    }

    @Override
    public void close() throws IOException {
        json.writeEndArray();
        json.writeRaw("\n");
        json.close();
    }
}
