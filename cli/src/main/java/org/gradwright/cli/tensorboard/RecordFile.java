// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.tensorboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * A file of records as TensorFlow frames them (TFRecord): eight bytes with the record's length, a checksum of these, the record, a
 * checksum of the record; all little-endian. Each record is written at once, so that a reader never sees a part of one for long.
 */
final class RecordFile {
    private static final int MASK = 0xa282ead8;

    private final Path file;

    /** Makes an empty file. @throws UncheckedIOException naming the file */
    RecordFile(Path file) {
        this.file = file;
        write(new byte[0], StandardOpenOption.CREATE);
    }

    /** Appends a record. @throws UncheckedIOException naming the file */
    void add(byte[] record) {
        ByteBuffer framed = ByteBuffer.allocate(record.length + 16).order(ByteOrder.LITTLE_ENDIAN);
        framed.putLong(record.length).putInt(masked(framed.array(), Long.BYTES));
        framed.put(record).putInt(masked(record, record.length));
        write(framed.array(), StandardOpenOption.APPEND);
    }

    private void write(byte[] bytes, StandardOpenOption how) {
        try {
            Files.write(file, bytes, StandardOpenOption.WRITE, how);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A CRC-32C, turned by 15 bits and moved, because checksums of what contains checksums are poor (tsl/lib/hash/crc32c.h). */
    private static int masked(byte[] bytes, int length) {
        var crc = new CRC32C();
        crc.update(bytes, 0, length);
        return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
    }
}
