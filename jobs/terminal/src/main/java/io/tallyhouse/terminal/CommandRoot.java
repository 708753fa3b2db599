package io.tallyhouse.terminal;

/** The command above all others: the options that each of them has, and what a failure means. */
public interface CommandRoot {
    /** @return where commands print and tell how far they are */
    Terminal terminal();

    /** @return whether the result is to be JSON, and nothing else on standard output */
    boolean json();

    /** @return whether the stack of an error is wanted */
    boolean debug();

    /** @return the exit code of an error that no {@link UserError} tells of */
    int exitCode(Throwable error);

    /** @return what to do after an error that nobody foresaw: a sentence, or nothing */
    String afterFailure();
}
