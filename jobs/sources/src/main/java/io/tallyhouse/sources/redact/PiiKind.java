package io.tallyhouse.sources.redact;

/** What is found and replaced. When two overlap, the one named first wins. */
public enum PiiKind {
    EMAIL,
    IBAN,
    CARD,
    PHONE;

    /** What stands in the text afterwards. */
    public String placeholder() {
        return "[" + name() + "]";
    }
}
