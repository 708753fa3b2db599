package io.tallyhouse.orchestration;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a stage's process says by ending: the contract between the command line and whatever schedules it.
 *
 * <p>Only what may be different in a few minutes is tried again; everything else needs a person first. A stage that was killed
 * resumes at the last commit, so it is tried again as well.
 */
public enum ExitCode {
    DONE(0, "done", false, "nothing to do"),
    FAILED(1, "the stage failed", false, "read the message in the task's log, mend it, then clear the task"),
    USAGE(
            2,
            "wrong usage or configuration",
            false,
            "run `./tallyhouse doctor`, mend the configuration, then clear the task"),
    BLOCKED(
            3,
            "a quality gate held marts back",
            false,
            "run `./tallyhouse status` for the rule and follow orchestration/runbooks/gate-blocked.md"),
    LOCKED(
            75,
            "another run holds the warehouse",
            true,
            "wait; if every try ends so, follow orchestration/runbooks/locked.md"),
    KILLED(
            137,
            "the process was killed, often for want of memory",
            true,
            "look at the machine's memory and kernel log"),
    TERMINATED(143, "the process was told to stop", true, "clear the task: the stage resumes at its last commit");

    private final int code;
    private final String meaning;
    private final boolean retried;
    private final String next;

    ExitCode(int code, String meaning, boolean retried, String next) {
        this.code = code;
        this.meaning = meaning;
        this.retried = retried;
        this.next = next;
    }

    /** The number a process ends with; 128 + n stands for "ended by signal n". */
    public int code() {
        return code;
    }

    /** One clause for people. */
    public String meaning() {
        return meaning;
    }

    /** Whether trying again without a person can help. */
    public boolean retried() {
        return retried;
    }

    /** What a person does next. */
    public String next() {
        return next;
    }

    /** The constant of a number, empty for a number outside the contract. */
    public static Optional<ExitCode> of(int code) {
        return Arrays.stream(values()).filter(each -> each.code == code).findFirst();
    }
}
