package io.tallyhouse.catalogue.yaml;

import io.tallyhouse.catalogue.yaml.YamlNode.Entry;
import io.tallyhouse.catalogue.yaml.YamlNode.Mapping;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lays one YAML file over another: mappings are merged key by key, everything else is replaced. */
public final class YamlMerge {
    private YamlMerge() {}

    /** @return {@code over} laid over {@code base}; every value keeps the place it came from */
    public static YamlNode merge(YamlNode base, YamlNode over) {
        if (!(base instanceof Mapping below) || !(over instanceof Mapping above)) {
            return over;
        }
        Map<String, Entry> entries = new LinkedHashMap<>(below.entries());
        above.entries().forEach((key, entry) -> {
            Entry present = entries.get(key);
            YamlNode value = present == null ? entry.value() : merge(present.value(), entry.value());
            entries.put(key, new Entry(entry.keyPlace(), value));
        });
        return new Mapping(above.place(), entries);
    }
}
