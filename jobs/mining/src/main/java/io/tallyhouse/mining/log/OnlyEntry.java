package io.tallyhouse.mining.log;

import io.tallyhouse.mining.xml.MalformedFileException;
import io.tallyhouse.mining.xml.MalformedFileException.Reason;
import java.io.FilterInputStream;
import java.io.IOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** The one file of a zip archive; which of several is the log, nobody but the sender can say. */
final class OnlyEntry extends FilterInputStream {
    private final String name;
    private final ZipInputStream zip;
    private final String entry;

    OnlyEntry(String name, ZipInputStream zip) throws IOException {
        super(zip);
        this.name = name;
        this.zip = zip;
        ZipEntry first = nextFile();
        if (first == null) {
            throw fault("the zip archive holds no file");
        }
        this.entry = first.getName();
    }

    private @Nullable ZipEntry nextFile() throws IOException {
        ZipEntry next = zip.getNextEntry();
        while (next != null && next.isDirectory()) {
            next = zip.getNextEntry();
        }
        return next;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = in.read(buffer, offset, length);
        if (read < 0) {
            ZipEntry other = nextFile();
            if (other != null) {
                throw fault(
                        "the zip archive holds several files, expected one: %s, %s".formatted(entry, other.getName()));
            }
        }
        return read;
    }

    private MalformedFileException fault(String explanation) {
        return MalformedFileException.atByte(Reason.STRUCTURE, name, explanation, 0);
    }
}
