package io.tallyhouse.mining.model;

import io.tallyhouse.mining.model.AcceptingPetriNet.Arc;
import io.tallyhouse.mining.model.AcceptingPetriNet.Transition;
import io.tallyhouse.mining.xml.MalformedFileException;
import io.tallyhouse.mining.xml.XmlElement;
import io.tallyhouse.mining.xml.XmlLimits;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads place/transition nets in PNML (ISO/IEC 15909-2), with or without namespace, on any number of pages.
 *
 * <p>A transition is silent if a {@code toolspecific} element says so ({@code activity="$invisible$"} or a property
 * {@code invisible} that is true) or if its name is missing or empty. Without final marking the only place that no arc leaves is
 * taken, which is said in the notes. Anything but plain arcs is refused.
 */
public final class PnmlReader {
    private final String name;
    private final Map<String, Integer> places = new LinkedHashMap<>();
    private final Map<String, XmlElement> transitions = new LinkedHashMap<>();
    private final Map<String, Map<Integer, Integer>> inputs = new LinkedHashMap<>();
    private final Map<String, Map<Integer, Integer>> outputs = new LinkedHashMap<>();
    private final List<String> placeNames = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private PnmlReader(String name) {
        this.name = name;
    }

    /**
     * A net and what was concluded rather than read.
     *
     * @param net the net
     * @param notes sentences for whoever uses it; empty if everything stood in the file
     */
    public record ReadNet(AcceptingPetriNet net, List<String> notes) {
        /** Defensive copy. */
        public ReadNet {
            notes = List.copyOf(notes);
        }
    }

    /**
     * @param name what messages call the file
     * @param in the file, not closed here
     * @throws MalformedFileException if it is no well-formed XML within the limits, or has a DOCTYPE
     * @throws InvalidModelException if it is no net with one initial and at most one final marking
     * @throws IOException if the bytes cannot be read
     */
    public static ReadNet read(String name, InputStream in) throws IOException {
        XmlElement root = XmlElement.read(name, in, XmlLimits.forModels());
        List<XmlElement> nets = root.children("net");
        if (!root.name().equals("pnml") || nets.size() != 1) {
            throw InvalidModelException.inFile(
                    name,
                    root.line(),
                    "expected <pnml> with one <net>, found <%s> with %d".formatted(root.name(), nets.size()));
        }
        return new PnmlReader(name).net(nets.get(0));
    }

    private ReadNet net(XmlElement net) {
        List<XmlElement> elements = net.withDescendants().toList();
        int[] initial = nodes(elements);
        elements.stream().filter(e -> e.name().equals("arc")).forEach(this::arc);
        int[] last = finalMarking(net);
        List<Transition> built = new ArrayList<>();
        transitions.forEach((id, element) ->
                built.add(new Transition(id, label(element), arcs(inputs.get(id)), arcs(outputs.get(id)))));
        try {
            return new ReadNet(new AcceptingPetriNet(placeNames, built, Marking.of(initial), Marking.of(last)), notes);
        } catch (InvalidModelException e) {
            throw fault(net, String.valueOf(e.getMessage()));
        }
    }

    private int[] nodes(List<XmlElement> elements) {
        List<Integer> tokens = new ArrayList<>();
        for (XmlElement element : elements) {
            switch (element.name()) {
                case "place" -> {
                    // Inside a final marking "place" refers to a place; only the definition has an id.
                    if (element.attribute("idref") == null) {
                        requireNew(element);
                        places.put(id(element), tokens.size());
                        placeNames.add(id(element));
                        tokens.add(element.child("initialMarking")
                                .map(this::number)
                                .orElse(0));
                    }
                }
                case "transition" -> {
                    requireNew(element);
                    transitions.put(id(element), element);
                }
                case "referencePlace", "referenceTransition" ->
                    throw fault(element, "<%s> is not supported; draw the net on one page".formatted(element.name()));
                default -> {
                    // names, graphics, pages
                }
            }
        }
        if (tokens.stream().allMatch(count -> count == 0)) {
            throw fault(elements.get(0), "no place has an initial marking; say where a case starts");
        }
        return tokens.stream().mapToInt(Integer::intValue).toArray();
    }

    private void requireNew(XmlElement element) {
        if (places.containsKey(id(element)) || transitions.containsKey(id(element))) {
            throw fault(element, "a second node with id " + id(element));
        }
    }

    private void arc(XmlElement arc) {
        String type = arc.child("arctype").map(PnmlReader::textOf).orElse("normal");
        if (!type.isEmpty() && !type.equals("normal") || arc.child("type").isPresent()) {
            throw fault(
                    arc,
                    "an arc that is not plain (%s); inhibitor, reset and read arcs are not supported".formatted(type));
        }
        int weight = arc.child("inscription").map(this::number).orElse(1);
        if (weight < 1) {
            throw fault(arc, "an arc of weight %d, expected at least 1".formatted(weight));
        }
        String source = reference(arc, "source");
        String target = reference(arc, "target");
        if (places.containsKey(source) && transitions.containsKey(target)) {
            add(inputs, target, places.get(source), weight);
        } else if (transitions.containsKey(source) && places.containsKey(target)) {
            add(outputs, source, places.get(target), weight);
        } else {
            throw fault(
                    arc,
                    "an arc from %s to %s, expected one of a place and a transition each".formatted(source, target));
        }
    }

    /** Several arcs between the same two nodes count together. */
    private static void add(
            Map<String, Map<Integer, Integer>> arcs, String transition, @Nullable Integer place, int weight) {
        arcs.computeIfAbsent(transition, id -> new LinkedHashMap<>())
                .merge(Objects.requireNonNull(place), weight, Math::addExact);
    }

    private static List<Arc> arcs(@Nullable Map<Integer, Integer> weights) {
        if (weights == null) {
            return List.of();
        }
        return weights.entrySet().stream()
                .map(e -> new Arc(e.getKey(), e.getValue()))
                .toList();
    }

    private int[] finalMarking(XmlElement net) {
        List<XmlElement> markings = net.children("finalmarkings").stream()
                .flatMap(all -> all.children("marking").stream())
                .toList();
        if (markings.isEmpty()) {
            return inferredFinalMarking(net);
        }
        if (markings.size() > 1) {
            throw fault(
                    markings.get(1),
                    "%d final markings, expected one; join their ends by silent transitions"
                            .formatted(markings.size()));
        }
        int[] tokens = new int[places.size()];
        for (XmlElement place : markings.get(0).children("place")) {
            Integer index = places.get(reference(place, "idref"));
            if (index == null) {
                throw fault(
                        place,
                        "the final marking names place %s, which is not there".formatted(place.attribute("idref")));
            }
            tokens[index] += number(place);
        }
        return tokens;
    }

    private int[] inferredFinalMarking(XmlElement net) {
        List<String> sinks = places.keySet().stream()
                .filter(place -> inputs.values().stream().noneMatch(arcs -> arcs.containsKey(places.get(place))))
                .toList();
        if (sinks.size() != 1) {
            throw fault(
                    net,
                    "no final marking, and %d places without leaving arc %s: say where a case ends"
                            .formatted(sinks.size(), sinks));
        }
        notes.add("The file has no final marking: one token in %s, the only place that no arc leaves, was taken."
                .formatted(sinks.get(0)));
        int[] tokens = new int[places.size()];
        tokens[places.getOrDefault(sinks.get(0), 0)] = 1;
        return tokens;
    }

    private static @Nullable String label(XmlElement transition) {
        String label = transition.child("name").map(PnmlReader::textOf).orElse("");
        return label.isEmpty() || isInvisible(transition) ? null : label;
    }

    private static boolean isInvisible(XmlElement transition) {
        return transition.children("toolspecific").stream()
                .anyMatch(tool -> "$invisible$".equals(tool.attribute("activity"))
                        || tool.children("property").stream()
                                .anyMatch(p -> "invisible".equals(p.attribute("key"))
                                        && p.text().equalsIgnoreCase("true")));
    }

    /** The text of a PNML annotation stands in a child. */
    private static String textOf(XmlElement annotation) {
        return annotation.child("text").map(XmlElement::text).orElse("");
    }

    private int number(XmlElement annotation) {
        String text = textOf(annotation);
        try {
            int number = Integer.parseInt(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw fault(annotation, "'%s' is no number of tokens".formatted(text));
        }
        throw fault(annotation, "'%s' is negative".formatted(text));
    }

    private String id(XmlElement element) {
        return reference(element, "id");
    }

    private String reference(XmlElement element, String attribute) {
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
