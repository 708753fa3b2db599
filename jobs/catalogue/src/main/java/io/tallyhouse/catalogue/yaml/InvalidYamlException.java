package io.tallyhouse.catalogue.yaml;

import java.util.List;
import java.util.stream.Collectors;

/** Every problem found in the configuration, the playbook, the contracts, models and metrics that were read together. */
public final class InvalidYamlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public InvalidYamlException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
