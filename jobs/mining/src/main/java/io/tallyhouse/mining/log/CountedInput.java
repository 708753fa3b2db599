package io.tallyhouse.mining.log;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts compressed bytes. */
final class CountedInput extends FilterInputStream {
    private long count;

    CountedInput(InputStream in) {
        super(in);
    }

    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        int value = in.read();
        count += value < 0 ? 0 : 1;
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = in.read(buffer, offset, length);
        count += Math.max(read, 0);
        return read;
    }
}
