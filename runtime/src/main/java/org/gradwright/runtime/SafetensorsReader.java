// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.gradwright.runtime.Safetensors.DType;

/** An open safetensors file whose header is sound. */
public final class SafetensorsReader implements Closeable {
    private static final int LARGEST_HEADER = 1 << 24;
    private static final int BUFFER = 1 << 16;
    private static final String REMEDY = ": save or fetch it again";

    private final Path file;
    private final FileChannel channel;
    private final String json;
    private final long start;
    private final SafetensorsHeader header;

    /**
     * A tensor in the file.
     *
     * @param type its elements' type
     * @param shape its sizes
     * @param begin its first byte, counted from the end of the header
     * @param end the byte after its last
     */
    public record Entry(DType type, List<Integer> shape, long begin, long end) {
        /** The number of elements. */
        public long size() {
            return Shapes.size(shape);
        }
    }

    private SafetensorsReader(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        int length = headerLength();
        start = 8L + length;
        json = decode(bytes(8, length));
        header = header();
    }

    static SafetensorsReader open(Path file) {
        if (Files.isDirectory(file)) {
            throw new ModelFileException(file, "it is a folder: name a safetensors file");
        }
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            return guarded(file, channel);
        } catch (IOException e) {
            throw new ModelFileException(file, "it cannot be read, " + AtomicFile.reason(e), e);
        }
    }

    private static SafetensorsReader guarded(Path file, FileChannel channel) throws IOException {
        try {
            return new SafetensorsReader(file, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private int headerLength() throws IOException {
        if (channel.size() < 8) {
            throw damaged("it has " + channel.size() + " bytes, too few for a safetensors file");
        }
        long length = bytes(0, 8).getLong();
        if (length < 2 || length > channel.size() - 8) {
            throw damaged("its header should have " + Long.toUnsignedString(length) + " bytes, but the file has "
                    + channel.size());
        }
        if (length > LARGEST_HEADER) {
            throw damaged("its header has " + length + " bytes, more than " + LARGEST_HEADER);
        }
        return (int) length;
    }

    private String decode(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw damaged("its header is not UTF-8");
        }
    }

    private SafetensorsHeader header() throws IOException {
        if (!json.startsWith("{")) {
            throw damaged("its header does not begin with `{`");
        }
        try {
            return SafetensorsHeader.parse(json, channel.size() - start);
        } catch (IllegalArgumentException e) {
            throw damaged("in its header " + e.getMessage());
        }
    }

    /** The file's free texts. */
    public Map<String, String> metadata() {
        return Collections.unmodifiableMap(header.metadata());
    }

    /** The tensors by name, in the header's order. */
    public Map<String, Entry> entries() {
        return Collections.unmodifiableMap(header.entries());
    }

    /**
     * Checks the file against the checksum in its metadata; does nothing when there is none.
     *
     * @throws ModelFileException when it differs
     */
    public void verify() {
        String expected = header.metadata().get(Checksum.KEY);
        if (expected == null) {
            return;
        }
        Checksum checksum = new Checksum(
                json.replaceFirst(Pattern.quote(Checksum.entry(expected)), Checksum.entry(Checksum.BLANK)));
        try {
            copy(start, channel.size(), checksum);
        } catch (IOException e) {
            throw unreadable(e);
        }
        if (!checksum.text().equals(expected)) {
            throw damaged("its checksum is " + checksum.text() + ", not " + expected
                    + ": it is damaged, or a tool changed it and kept its metadata");
        }
    }

    private void copy(long begin, long end, Checksum to) throws IOException {
        for (long at = begin; at < end; at += BUFFER) {
            to.write(bytes(at, (int) Math.min(BUFFER, end - at)));
        }
    }

    /**
     * Reads a tensor.
     *
     * @return a new {@code float[]}, {@code double[]}, {@code int[]}, {@code long[]} or {@code boolean[]}, row-major
     * @throws IllegalArgumentException when the file has no such tensor
     * @throws ModelFileException when it cannot be read
     */
    public Object read(String name) {
        Entry entry = header.entries().get(name);
        if (entry == null) {
            throw new IllegalArgumentException("no tensor is called " + name
                    + Suggestion.among(header.entries().keySet(), name));
        }
        try {
            return read(name, entry);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private Object read(String name, Entry entry) throws IOException {
        int size = (int) entry.size();
        Object values = allocate(entry.type(), size);
        int step = BUFFER / entry.type().bytes();
        for (int i = 0; i < size; i += step) {
            int count = Math.min(step, size - i);
            long at = start + entry.begin() + (long) i * entry.type().bytes();
            take(name, bytes(at, count * entry.type().bytes()), values, i, count);
        }
        return values;
    }

    private static Object allocate(DType type, int size) {
        return switch (type) {
            case F32 -> new float[size];
            case F64 -> new double[size];
            case I32 -> new int[size];
            case I64 -> new long[size];
            case BOOL -> new boolean[size];
        };
    }

    private void take(String name, ByteBuffer from, Object values, int at, int count) {
        if (values instanceof float[] floats) {
            from.asFloatBuffer().get(floats, at, count);
        } else if (values instanceof double[] doubles) {
            from.asDoubleBuffer().get(doubles, at, count);
        } else if (values instanceof int[] ints) {
            from.asIntBuffer().get(ints, at, count);
        } else if (values instanceof long[] longs) {
            from.asLongBuffer().get(longs, at, count);
        } else {
            booleans(name, from, (boolean[]) values, at, count);
        }
    }

    private void booleans(String name, ByteBuffer from, boolean[] values, int at, int count) {
        for (int i = 0; i < count; i++) {
            byte value = from.get();
            if (value != 0 && value != 1) {
                throw damaged(name + " is BOOL and has the byte " + value);
            }
            values[at + i] = value == 1;
        }
    }

    private ByteBuffer bytes(long at, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, at + bytes.position()) < 0) {
                throw damaged("it ends too early");
            }
        }
        return bytes.flip();
    }

    private ModelFileException damaged(String fact) {
        return new ModelFileException(file, fact + REMEDY);
    }

    private ModelFileException unreadable(IOException e) {
        return new ModelFileException(file, "it cannot be read, " + AtomicFile.reason(e), e);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }
}
