package io.tallyhouse.mining.model;

/** A process model that cannot be used, with the reason and the place in it. */
public final class InvalidModelException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private InvalidModelException(String message) {
        super(message);
    }

    static InvalidModelException inNotation(String notation, int column, String explanation) {
        return new InvalidModelException(
                "Invalid process notation: column %d: %s, in: %s".formatted(column, explanation, notation));
    }

    static InvalidModelException inFile(String name, long line, String explanation) {
        return new InvalidModelException("Invalid process model %s: line %d: %s".formatted(name, line, explanation));
    }

    static InvalidModelException inNet(String explanation) {
        return new InvalidModelException("Invalid Petri net: " + explanation);
    }

    /** @return the net has no run from its initial to its final marking */
    public static InvalidModelException withoutRun(long states) {
        return new InvalidModelException(
                "Invalid process model: no run ends in the final marking (%d states looked at, and no others could lead there); mend the net"
                        .formatted(states));
    }

    /** @return no run was found before the budget was spent */
    public static InvalidModelException withoutRunWithin(long states) {
        return new InvalidModelException(
                ("Invalid process model: no run that ends in the final marking was found within %d states;"
                                + " the net may be unbounded, raise the budget if it is not")
                        .formatted(states));
    }

    /** @return what the model allows cannot be counted */
    public static InvalidModelException silentWithoutEnd() {
        return new InvalidModelException(
                "Invalid process model: its silent steps go on without end before a visible one; mend the net");
    }

    /** @return a place would hold more tokens than can be counted */
    public static InvalidModelException unbounded(String place) {
        return new InvalidModelException(
                "Invalid process model: place %s collects more than 2^31-1 tokens; the net is unbounded"
                        .formatted(place));
    }

    /** @return the same of a model that has a name */
    public InvalidModelException in(String model) {
        InvalidModelException named = new InvalidModelException(model + ": " + getMessage());
        named.initCause(this);
        return named;
    }
}
