// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A binary file that is read from start to end, gzipped or not: its first bytes tell, not its name. What a header claims is
 * believed only as far as bytes really come, so a damaged or hostile header cannot make the reader allocate.
 */
final class DataFile {
    static final String TOO_LARGE = "need more memory than Java may use; raise the limit with -Xmx";

    private static final int BUFFER = 1 << 16;
    private static final int GZIP_MAGIC = 0x1f8b;

    /** The longest array that every virtual machine can allocate. */
    static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final String name;
    private final InputStream in;

    private DataFile(String name, InputStream in) {
        this.name = name;
        this.in = in;
    }

    /** What reads a file's format. */
    interface Format {
        NumberArray read(DataFile file) throws IOException;
    }

    /**
     * Reads a whole file.
     *
     * @throws DataException when there is no such file, it cannot be read, or it is damaged
     */
    static NumberArray read(Path path, Format format) {
        try (InputStream in = open(path)) {
            return read(path.toString(), in, format);
        } catch (NoSuchFileException e) {
            throw new DataException(
                    path + ": no such file; check the path, it is relative to the current directory", e);
        } catch (ZipException | EOFException e) {
            throw new DataException(
                    path + ": the gzip compression is damaged (" + e.getMessage() + "); fetch it again", e);
        } catch (IOException e) {
            throw new DataException(path + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /**
     * Reads a stream to its end.
     *
     * @param name how messages call it
     * @throws DataException when it is damaged
     */
    static NumberArray read(String name, InputStream in, Format format) throws IOException {
        DataFile file = new DataFile(name, in);
        try {
            NumberArray numbers = format.read(file);
            file.requireEnd();
            return numbers;
        } catch (OutOfMemoryError e) {
            throw new DataException(name + ": its elements " + TOO_LARGE, e);
        }
    }

    private static InputStream open(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new DataException(path + ": is a directory; name a file in it");
        }
        InputStream plain = new BufferedInputStream(Files.newInputStream(path), BUFFER);
        plain.mark(2);
        int magic = plain.read() << 8 | plain.read();
        plain.reset();
        return magic == GZIP_MAGIC ? new GZIPInputStream(plain, BUFFER) : plain;
    }

    /**
     * Exactly so many bytes.
     *
     * @param what what they are, for the message
     * @throws DataException when there are fewer, or more than an array can hold
     */
    byte[] bytes(long count, String what) throws IOException {
        byte[] bytes = atMost(count, what);
        if (bytes.length < count) {
            throw fault("ends after " + bytes.length + " of " + count + " bytes of " + what
                    + "; it is truncated or not of this format, fetch it again");
        }
        return bytes;
    }

    /**
     * The bytes of all elements.
     *
     * @param width bytes of one element
     * @throws DataException when there are fewer, naming the example in which they end
     */
    byte[] elements(List<Integer> shape, int width) throws IOException {
        long count = Extents.bytes(shape, width);
        byte[] bytes = atMost(count, "elements");
        if (bytes.length < count) {
            long example = bytes.length / (count / shape.get(0));
            throw fault("ends after " + bytes.length + " of " + count + " bytes of elements, in example " + example
                    + " of 0..<" + shape.get(0) + "; it is truncated or not of this format, fetch it again");
        }
        return bytes;
    }

    private byte[] atMost(long count, String what) throws IOException {
        if (count > LONGEST_ARRAY) {
            throw fault("its header announces " + count + " bytes of " + what + ", more than 2 GiB; split the file");
        }
        return in.readNBytes((int) count);
    }

    private void requireEnd() throws IOException {
        if (in.read() >= 0) {
            throw fault("goes on after the elements that its header announces; the header is damaged, fetch it again");
        }
    }

    /** The exception that says this of the file. */
    DataException fault(String fact) {
        return new DataException(name + ": " + fact);
    }

    /** How messages name the file. */
    String name() {
        return name;
    }
}
