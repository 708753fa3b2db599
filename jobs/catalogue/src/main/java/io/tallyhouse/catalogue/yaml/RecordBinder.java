package io.tallyhouse.catalogue.yaml;

import io.tallyhouse.catalogue.yaml.YamlNode.Entry;
import io.tallyhouse.catalogue.yaml.YamlNode.Mapping;
import io.tallyhouse.catalogue.yaml.YamlNode.Scalar;
import io.tallyhouse.catalogue.yaml.YamlNode.Sequence;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Binds YAML to records. A component's key is its name in snake case unless {@link Key} says otherwise. An absent key takes
 * {@link Default}; without one it is null where the component is {@link Nullable}, empty where it is a list or map, and a problem
 * otherwise. A component of type {@link Place} receives the place of the mapping; one of type {@link YamlNode} the raw value.
 * Unknown keys are problems with the nearest valid name. An {@link IllegalArgumentException} of a record's constructor becomes a
 * problem at that mapping.
 */
public final class RecordBinder {
    private final Problems problems;

    public RecordBinder(Problems problems) {
        this.problems = problems;
    }

    /** @return the record, or null when a problem was found in it */
    public <T extends Record> @Nullable T bind(YamlNode node, Class<T> type) {
        return type.cast(bindRecord(node, type, ""));
    }

    private @Nullable Object bindRecord(YamlNode node, Class<?> type, String path) {
        if (!(node instanceof Mapping mapping)) {
            problems.add(node.place(), path, "Expected a mapping, found " + node.kind());
            return null;
        }
        RecordComponent[] components = type.getRecordComponents();
        int before = problems.list().size();
        reportUnknownKeys(mapping, components, path);
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            values[i] = bindComponent(mapping, components[i], path);
        }
        if (problems.list().size() > before) {
            return null;
        }
        return construct(mapping, type, components, values, path);
    }

    private void reportUnknownKeys(Mapping mapping, RecordComponent[] components, String path) {
        List<String> valid = Arrays.stream(components)
                .filter(c -> c.getType() != Place.class)
                .map(RecordBinder::key)
                .toList();
        for (Map.Entry<String, Entry> entry : mapping.entries().entrySet()) {
            if (!valid.contains(entry.getKey())) {
                problems.add(
                        entry.getValue().keyPlace(),
                        join(path, entry.getKey()),
                        "Unknown key \"" + entry.getKey() + "\"" + NearestName.hint(entry.getKey(), valid));
            }
        }
    }

    private @Nullable Object bindComponent(Mapping mapping, RecordComponent component, String path) {
        if (component.getType() == Place.class) {
            return mapping.place();
        }
        String key = key(component);
        Entry entry = mapping.entries().get(key);
        if (entry != null && !(entry.value() instanceof Scalar scalar && scalar.isNull())) {
            return bindValue(entry.value(), component.getGenericType(), join(path, key));
        }
        Default absent = component.getAnnotation(Default.class);
        if (absent != null) {
            return bindValue(
                    new Scalar(mapping.place(), absent.value(), true), component.getGenericType(), join(path, key));
        }
        if (component.getType() == List.class) {
            return List.of();
        }
        if (component.getType() == Map.class) {
            return Map.of();
        }
        if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            problems.add(mapping.place(), join(path, key), "Missing key \"" + key + "\"");
        }
        return null;
    }

    private @Nullable Object bindValue(YamlNode node, Type type, String path) {
        if (type instanceof ParameterizedType parameterized) {
            return parameterized.getRawType() == List.class
                    ? bindList(node, parameterized.getActualTypeArguments()[0], path)
                    : bindMap(node, parameterized.getActualTypeArguments()[1], path);
        }
        Class<?> target = (Class<?>) type;
        if (target == YamlNode.class) {
            return node;
        }
        if (target.isRecord()) {
            return bindRecord(node, target, path);
        }
        if (!(node instanceof Scalar scalar)) {
            problems.add(node.place(), path, "Expected a single value, found " + node.kind());
            return null;
        }
        try {
            return Scalars.parse(scalar.text(), target);
        } catch (IllegalArgumentException e) {
            problems.add(scalar.place(), path, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private List<Object> bindList(YamlNode node, Type itemType, String path) {
        List<Object> items = new ArrayList<>();
        if (!(node instanceof Sequence sequence)) {
            problems.add(node.place(), path, "Expected a list, found " + node.kind());
            return items;
        }
        for (YamlNode item : sequence.items()) {
            Object value =
                    bindValue(item, itemType, path + "[" + sequence.items().indexOf(item) + "]");
            if (value != null) {
                items.add(value);
            }
        }
        return List.copyOf(items);
    }

    private Map<String, Object> bindMap(YamlNode node, Type valueType, String path) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (!(node instanceof Mapping mapping)) {
            problems.add(node.place(), path, "Expected a mapping, found " + node.kind());
            return values;
        }
        for (Map.Entry<String, Entry> entry : mapping.entries().entrySet()) {
            Object value = bindValue(entry.getValue().value(), valueType, join(path, entry.getKey()));
            if (value != null) {
                values.put(entry.getKey(), value);
            }
        }
        return java.util.Collections.unmodifiableMap(values);
    }

    private @Nullable Object construct(
            Mapping mapping, Class<?> type, RecordComponent[] components, Object[] values, String path) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException invalid) {
                problems.add(mapping.place(), path, String.valueOf(invalid.getMessage()));
                return null;
            }
            throw new IllegalStateException("Cannot construct " + type.getName(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot construct " + type.getName(), e);
        }
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static String key(RecordComponent component) {
        Key key = component.getAnnotation(Key.class);
        return key != null
                ? key.value()
                : component.getName().replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
