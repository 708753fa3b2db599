package io.tallyhouse.mining.log;

import io.tallyhouse.mining.log.XesFile.GzipLimits;
import io.tallyhouse.mining.xml.MalformedFileException;
import io.tallyhouse.mining.xml.MalformedFileException.Reason;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/** Decompresses within limits and says what is wrong with a file that does not. */
final class GuardedDecompression extends FilterInputStream {
    private static final long RATIO_FROM = 1L << 20;

    private final String name;
    private final String what;
    private final CountedInput compressed;
    private final GzipLimits limits;
    private long count;

    /**
     * @param what "gzip file" or "zip archive"
     * @param in that decompresses
     */
    GuardedDecompression(String name, String what, InputStream in, CountedInput compressed, GzipLimits limits) {
        super(in);
        this.name = name;
        this.what = what;
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
            throw fault(Reason.TRUNCATED, "the %s ends early; it was cut off, deliver it again".formatted(what));
        } catch (ZipException e) {
            throw fault(Reason.COMPRESSION, "the %s is damaged (%s); deliver it again".formatted(what, e.getMessage()));
        }
        count += Math.max(read, 0);
        requireWithinLimits();
        return read;
    }

    private void requireWithinLimits() {
        if (count > limits.maxBytes()) {
            throw fault(
                    Reason.LIMIT,
                    "the %s holds more than %,d bytes; raise maxBytes if it is meant to"
                            .formatted(what, limits.maxBytes()));
        }
        if (count > RATIO_FROM && count / limits.maxRatio() > compressed.count()) {
            throw fault(
                    Reason.COMPRESSION,
                    "the %s swells more than %d times; raise maxRatio if it is meant to"
                            .formatted(what, limits.maxRatio()));
        }
    }

    private MalformedFileException fault(Reason reason, String explanation) {
        return MalformedFileException.atByte(reason, name, explanation, count);
    }
}
