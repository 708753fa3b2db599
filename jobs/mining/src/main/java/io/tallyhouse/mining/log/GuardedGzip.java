package io.tallyhouse.mining.log;

import io.tallyhouse.mining.log.XesFile.GzipLimits;
import io.tallyhouse.mining.xml.MalformedFileException;
import io.tallyhouse.mining.xml.MalformedFileException.Reason;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Decompresses within limits and says what is wrong with a file that does not. */
final class GuardedGzip extends FilterInputStream {
    private static final long RATIO_FROM = 1L << 20;

    private final String name;
    private final CountedInput compressed;
    private final GzipLimits limits;
    private long count;

    GuardedGzip(String name, GZIPInputStream in, CountedInput compressed, GzipLimits limits) {
        super(in);
        this.name = name;
        this.compressed = compressed;
        this.limits = limits;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read;
        try {
            read = in.read(buffer, offset, length);
        } catch (EOFException e) {
            throw fault(Reason.TRUNCATED, "the gzip file ends early; it was cut off, deliver it again");
        } catch (ZipException e) {
            throw fault(
                    Reason.COMPRESSION, "the gzip data is damaged (%s); deliver it again".formatted(e.getMessage()));
        }
        count += Math.max(read, 0);
        requireWithinLimits();
        return read;
    }

    private void requireWithinLimits() {
        if (count > limits.maxBytes()) {
            throw fault(
                    Reason.LIMIT,
                    "the gzip file holds more than %,d bytes; raise maxBytes if it is meant to"
                            .formatted(limits.maxBytes()));
        }
        if (count > RATIO_FROM && count / limits.maxRatio() > compressed.count()) {
            throw fault(
                    Reason.COMPRESSION,
                    "the gzip file swells more than %d times; raise maxRatio if it is meant to"
                            .formatted(limits.maxRatio()));
        }
    }

    private MalformedFileException fault(Reason reason, String explanation) {
        return MalformedFileException.atByte(reason, name, explanation, count);
    }
}
