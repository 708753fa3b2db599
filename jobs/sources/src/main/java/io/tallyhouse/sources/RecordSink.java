package io.tallyhouse.sources;

/**
 * Gets every record of a file once, accepted or rejected, in the order of the file.
 *
 * <p>A parser streams: when the file turns out to be broken near its end, records were handed over already. The receiver keeps
 * them apart until {@link DeliveryParser#parse} returns, and throws them away when it throws.
 */
public interface RecordSink {
    void accept(ParsedRecord accepted);

    void reject(Rejection rejected);
}
