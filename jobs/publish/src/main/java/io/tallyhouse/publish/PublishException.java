package io.tallyhouse.publish;

/** A publication that did not happen: the sink still shows what it showed before. The message says what, why and what to do. */
public final class PublishException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean retry;

    public PublishException(String message) {
        super(message);
        this.retry = false;
    }

    public PublishException(String message, Throwable cause) {
        this(message, cause, false);
    }

    /** A sink that does not answer: nothing has to be mended here, and trying again may help. */
    public static PublishException unreachable(String message, Throwable cause) {
        return new PublishException(message, cause, true);
    }

    private PublishException(String message, Throwable cause, boolean retry) {
        super(message, cause);
        this.retry = retry;
    }

    /** Whether the same may succeed later with nothing mended. */
    public boolean retry() {
        return retry;
    }

    /** A cause's own words on one line. */
    public static String reason(Throwable cause) {
        String message = cause.getMessage();
        return message == null
                ? cause.getClass().getSimpleName()
                : message.strip().replaceAll("\\s+", " ");
    }
}
