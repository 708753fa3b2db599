package io.tallyhouse.mining;

/** What is asked needs more states than may become known. Thrown for control: it carries no stack trace. */
public final class OverBudget extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OverBudget() {
        super("more states than the budget", null, false, false);
    }
}
