package io.tallyhouse.terminal;

/** Something a person has to mend: printed without stack trace, with the exit code that says what kind of thing it is. */
public final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    public UserError(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public static UserError usage(String message) {
        return new UserError(Exit.USAGE, message);
    }

    public static UserError failed(String message) {
        return new UserError(Exit.FAILED, message);
    }

    public int exitCode() {
        return exitCode;
    }
}
