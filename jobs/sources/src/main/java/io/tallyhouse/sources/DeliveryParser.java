package io.tallyhouse.sources;

import io.tallyhouse.catalogue.contract.DatasetContract;
import java.io.IOException;
import java.io.InputStream;

/** Turns the bytes of one delivered file into records and rejections. */
public interface DeliveryParser {
    /**
     * Reads a file to its end. Plain and gzip-compressed files are told apart by their first bytes.
     *
     * @param in the file's bytes; not closed
     * @param fileName what to call the file in messages; for event logs its parent folder names the log
     * @param contract what to expect
     * @param limits what to refuse for its size
     * @param sink gets every record once
     * @return the counts; every record seen was either accepted or rejected
     * @throws DeliveryException when the file as a whole cannot be accepted; the receiver discards what the sink got
     * @throws IOException when reading the bytes fails for a reason outside the file
     */
    ParseReport parse(InputStream in, String fileName, DatasetContract contract, ParseLimits limits, RecordSink sink)
            throws IOException;
}
