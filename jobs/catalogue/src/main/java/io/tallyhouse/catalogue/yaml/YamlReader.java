package io.tallyhouse.catalogue.yaml;

import io.tallyhouse.catalogue.yaml.YamlNode.Entry;
import io.tallyhouse.catalogue.yaml.YamlNode.Mapping;
import io.tallyhouse.catalogue.yaml.YamlNode.Scalar;
import io.tallyhouse.catalogue.yaml.YamlNode.Sequence;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads YAML 1.2 text into {@link YamlNode}s: one document, no aliases, no tags that make objects. */
public final class YamlReader {
    private static final int MAX_CODE_POINTS = 4_000_000;

    private YamlReader() {}

    /**
     * @param file a UTF-8 file
     * @param problems gets what is wrong with the file
     * @return its root, or null when it cannot be read or is empty (then a problem was added)
     */
    public static @Nullable YamlNode read(Path file, Problems problems) {
        try {
            return read(file.toString(), Files.readString(file, StandardCharsets.UTF_8), problems);
        } catch (NoSuchFileException e) {
            problems.add(new Place(file.toString(), 1, 1), "", "No such file");
        } catch (CharacterCodingException e) {
            problems.add(new Place(file.toString(), 1, 1), "", "Not UTF-8 text; save the file as UTF-8");
        } catch (IOException e) {
            problems.add(new Place(file.toString(), 1, 1), "", "Cannot read: " + e.getMessage());
        }
        return null;
    }

    /**
     * @param name what to call the text in messages
     * @param text YAML
     * @param problems gets what is wrong with the text
     * @return its root, or null when it does not parse or is empty (then a problem was added)
     */
    public static @Nullable YamlNode read(String name, String text, Problems problems) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(name)
                .setUseMarks(true)
                .setAllowDuplicateKeys(false)
                .setMaxAliasesForCollections(0)
                .setCodePointLimit(MAX_CODE_POINTS)
                .build();
        try {
            Optional<Node> root = new Compose(settings).composeString(text);
            if (root.isEmpty()) {
                problems.add(new Place(name, 1, 1), "", "Empty file");
                return null;
            }
            return convert(name, root.get(), "", problems);
        } catch (MarkedYamlEngineException e) {
            String what = Optional.ofNullable(e.getProblem()).orElse("syntax error");
            problems.add(place(name, e.getProblemMark()), "", "Invalid YAML: " + what);
        } catch (YamlEngineException e) {
            problems.add(new Place(name, 1, 1), "", "Invalid YAML: " + e.getMessage());
        }
        return null;
    }

    private static YamlNode convert(String file, Node node, String path, Problems problems) {
        Place place = place(file, node.getStartMark());
        if (node instanceof ScalarNode scalar) {
            return new Scalar(place, scalar.getValue(), scalar.getScalarStyle() == ScalarStyle.PLAIN);
        }
        if (node instanceof SequenceNode sequence) {
            List<YamlNode> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                items.add(convert(file, item, path + "[" + items.size() + "]", problems));
            }
            return new Sequence(place, items);
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : ((MappingNode) node).getValue()) {
            Place keyPlace = place(file, tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(keyPlace, path, "A key must be a single word");
                continue;
            }
            String keyPath = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
            Entry entry = new Entry(keyPlace, convert(file, tuple.getValueNode(), keyPath, problems));
            if (entries.putIfAbsent(key.getValue(), entry) != null) {
                problems.add(keyPlace, keyPath, "The key stands twice");
            }
        }
        return new Mapping(place, entries);
    }

    private static Place place(String file, Optional<Mark> mark) {
        return mark.map(m -> new Place(file, m.getLine() + 1, m.getColumn() + 1))
                .orElseGet(() -> new Place(file, 1, 1));
    }
}
