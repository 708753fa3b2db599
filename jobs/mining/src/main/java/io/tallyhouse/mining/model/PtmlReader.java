package io.tallyhouse.mining.model;

import io.tallyhouse.mining.model.ProcessTree.Activity;
import io.tallyhouse.mining.model.ProcessTree.Choice;
import io.tallyhouse.mining.model.ProcessTree.Loop;
import io.tallyhouse.mining.model.ProcessTree.Parallel;
import io.tallyhouse.mining.model.ProcessTree.Sequence;
import io.tallyhouse.mining.model.ProcessTree.Silent;
import io.tallyhouse.mining.xml.MalformedFileException;
import io.tallyhouse.mining.xml.XmlElement;
import io.tallyhouse.mining.xml.XmlLimits;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads process trees in PTML: nodes by id, joined by {@code parentsNode} elements, whose order is the order of the children.
 * {@code manualTask} is an activity, {@code automaticTask} is silent; {@code sequence}, {@code xor}, {@code and}; {@code xorLoop}
 * has the children body, redo and exit, and a silent exit where there are two. Other node types are refused.
 */
public final class PtmlReader {
    private static final int MAX_DEPTH = 500;

    private final String name;
    private final Map<String, XmlElement> nodes = new LinkedHashMap<>();
    private final Map<String, List<String>> children = new HashMap<>();
    private final Set<String> used = new HashSet<>();

    private PtmlReader(String name) {
        this.name = name;
    }

    /**
     * @param name what messages call the file
     * @param in the file, not closed here
     * @throws MalformedFileException if it is no well-formed XML within the limits, or has a DOCTYPE
     * @throws InvalidModelException if it is no tree
     * @throws IOException if the bytes cannot be read
     */
    public static ProcessTree read(String name, InputStream in) throws IOException {
        XmlElement root = XmlElement.read(name, in, XmlLimits.forModels());
        List<XmlElement> trees = root.children("processTree");
        if (!root.name().equals("ptml") || trees.size() != 1) {
            throw InvalidModelException.inFile(
                    name,
                    root.line(),
                    "expected <ptml> with one <processTree>, found <%s> with %d".formatted(root.name(), trees.size()));
        }
        return new PtmlReader(name).tree(trees.get(0));
    }

    private ProcessTree tree(XmlElement tree) {
        for (XmlElement element : tree.children()) {
            if (element.name().equals("parentsNode")) {
                children.computeIfAbsent(required(element, "sourceId"), id -> new ArrayList<>())
                        .add(required(element, "targetId"));
            } else if (nodes.put(required(element, "id"), element) != null) {
                throw fault(element, "a second node with id " + element.attribute("id"));
            }
        }
        ProcessTree built = node(required(tree, "root"), tree, 1);
        for (XmlElement node : nodes.values()) {
            if (!used.contains(required(node, "id"))) {
                throw fault(node, "node %s is not below the root".formatted(node.attribute("id")));
            }
        }
        return built;
    }

    private ProcessTree node(String id, XmlElement parent, int depth) {
        XmlElement node = nodes.get(id);
        if (node == null) {
            throw fault(parent, "there is no node with id " + id);
        }
        if (!used.add(id)) {
            throw fault(node, "node %s has two parents; a tree has one each".formatted(id));
        }
        if (depth > MAX_DEPTH) {
            throw fault(node, "the tree is deeper than " + MAX_DEPTH);
        }
        List<ProcessTree> parts = children.getOrDefault(id, List.of()).stream()
                .map(child -> node(child, node, depth + 1))
                .toList();
        return built(node, parts);
    }

    private ProcessTree built(XmlElement node, List<ProcessTree> parts) {
        boolean leaf = node.name().equals("manualTask") || node.name().equals("automaticTask");
        if (leaf != parts.isEmpty()) {
            throw fault(node, "<%s> has %d children".formatted(node.name(), parts.size()));
        }
        return switch (node.name()) {
            case "manualTask" -> activity(node);
            case "automaticTask" -> new Silent();
            case "sequence" -> new Sequence(parts);
            case "xor" -> new Choice(parts);
            case "and" -> new Parallel(parts);
            case "xorLoop" -> loop(node, parts);
            default ->
                throw fault(
                        node,
                        "node type <%s> is not supported; use sequence, xor, and, xorLoop".formatted(node.name()));
        };
    }

    private Activity activity(XmlElement node) {
        String label = required(node, "name");
        if (label.isEmpty()) {
            throw fault(node, "a manualTask without name; a silent step is an automaticTask");
        }
        return new Activity(label);
    }

    private Loop loop(XmlElement node, List<ProcessTree> parts) {
        if (parts.size() < 2 || parts.size() > 3) {
            throw fault(node, "an xorLoop with %d children, expected body, redo and exit".formatted(parts.size()));
        }
        return new Loop(parts.get(0), parts.get(1), parts.size() == 3 ? parts.get(2) : new Silent());
    }

    private String required(XmlElement element, String attribute) {
        String value = element.attribute(attribute);
        if (value == null) {
            throw fault(element, "<%s> has no %s".formatted(element.name(), attribute));
        }
        return value;
    }

    private InvalidModelException fault(XmlElement element, String explanation) {
        return InvalidModelException.inFile(name, element.line(), explanation);
    }
}
