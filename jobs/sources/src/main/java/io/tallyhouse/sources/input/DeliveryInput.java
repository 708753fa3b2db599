package io.tallyhouse.sources.input;

import io.tallyhouse.sources.DeliveryException;
import io.tallyhouse.sources.ParseLimits;
import io.tallyhouse.sources.Reason;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Opens a delivery: gzip is known by its first bytes, sizes are held to the limits, faults name the byte. */
public final class DeliveryInput {
    private static final int BUFFER = 1 << 16;

    private DeliveryInput() {}

    /** The file as strict UTF-8 text without byte order mark. */
    public static Reader text(InputStream in, String file, ParseLimits limits) throws IOException {
        return new Utf8Reader(bytes(in, file, limits), file);
    }

    /** The file's bytes, decompressed. */
    public static InputStream bytes(InputStream in, String file, ParseLimits limits) throws IOException {
        CountingInput counting = new CountingInput(in);
        BufferedInputStream buffered = new BufferedInputStream(counting, BUFFER);
        buffered.mark(4);
        byte[] magic = buffered.readNBytes(4);
        buffered.reset();
        if (magic.length >= 2 && magic[0] == 'P' && magic[1] == 'K') {
            throw new DeliveryException(
                    file,
                    Reason.WRONG_FORMAT,
                    "",
                    "it is a zip archive or an Excel workbook",
                    "Deliver the exported text file itself, plain or as .gz.");
        }
        boolean gzip = magic.length >= 2 && (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b;
        if (!gzip) {
            return new Limited(buffered, counting, file, limits, false);
        }
        try {
            return new Limited(new GZIPInputStream(buffered, BUFFER), counting, file, limits, true);
        } catch (EOFException e) {
            throw truncated(file, counting.count());
        } catch (ZipException e) {
            throw corrupt(file, counting.count(), e);
        }
    }

    private static DeliveryException truncated(String file, long at) {
        return new DeliveryException(
                file,
                Reason.TRUNCATED,
                "compressed byte " + at,
                "the gzip stream ends early",
                "Deliver the whole file again; nothing of it was accepted.");
    }

    private static DeliveryException corrupt(String file, long at, ZipException e) {
        return new DeliveryException(
                file,
                Reason.CORRUPT_GZIP,
                "compressed byte " + at + " or before",
                "the gzip stream is damaged (" + e.getMessage() + ")",
                "Deliver the file again; nothing of it was accepted.");
    }

    private static final class Limited extends FilterInputStream {
        private static final long RATIO_FLOOR = 16L << 20;

        private final CountingInput source;
        private final String file;
        private final ParseLimits limits;
        private final boolean gzip;
        private long out;

        Limited(InputStream in, CountingInput source, String file, ParseLimits limits, boolean gzip) {
            super(in);
            this.source = source;
            this.file = file;
            this.limits = limits;
            this.gzip = gzip;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                int n = in.read(bytes, offset, length);
                if (n > 0) {
                    out += n;
                    check();
                }
                return n;
            } catch (EOFException e) {
                throw truncated(file, source.count());
            } catch (ZipException e) {
                throw corrupt(file, source.count(), e);
            }
        }

        private void check() throws DeliveryException {
            if (out > limits.maxFileBytes()) {
                throw new DeliveryException(
                        file,
                        Reason.FILE_TOO_LARGE,
                        "byte " + limits.maxFileBytes(),
                        "the file is longer than the limit of " + limits.maxFileBytes() + " bytes",
                        "Deliver it in parts, or raise the limit in tallyhouse.yaml.");
            }
            if (gzip && out > RATIO_FLOOR && out > source.count() * limits.maxRatio()) {
                throw new DeliveryException(
                        file,
                        Reason.DECOMPRESSION_RATIO,
                        "compressed byte " + source.count(),
                        "it expands to more than " + limits.maxRatio() + " times its size",
                        "Deliver it uncompressed if it is genuine, or raise the limit in tallyhouse.yaml.");
            }
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
