package io.tallyhouse.lake.query;

import java.util.List;

/** Queries that do not keep to what their models declare; every problem with its place. */
public final class InvalidQueryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidQueryException(List<String> problems) {
        super(String.join("\n", problems));
    }

    InvalidQueryException(String problem, Throwable cause) {
        super(problem, cause);
    }
}
