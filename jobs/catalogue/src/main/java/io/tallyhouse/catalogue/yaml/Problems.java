package io.tallyhouse.catalogue.yaml;

import java.util.ArrayList;
import java.util.List;

/** Collects problems so that a user mends all of them in one round. */
public final class Problems {
    private final List<Problem> problems = new ArrayList<>();

    public void add(Place place, String path, String message) {
        problems.add(new Problem(place, path, message));
    }

    public boolean isEmpty() {
        return problems.isEmpty();
    }

    public List<Problem> list() {
        return List.copyOf(problems);
    }

    /** @throws InvalidYamlException with every problem, when there is one */
    public void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new InvalidYamlException(problems);
        }
    }
}
