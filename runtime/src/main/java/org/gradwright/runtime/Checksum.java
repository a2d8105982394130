// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * The CRC-32C of a safetensors file: of its header, in which the checksum itself stands as {@link #BLANK}, and its numbers.
 * It finds damage, not malice.
 */
final class Checksum implements WritableByteChannel {
    static final String KEY = "crc32c";
    static final String BLANK = "00000000";

    private final CRC32C crc = new CRC32C();

    /** Begins with a header that holds the blank. */
    Checksum(String header) {
        crc.update(header.getBytes(StandardCharsets.UTF_8));
    }

    /** The checksum's entry in the metadata. */
    static String entry(String checksum) {
        return Json.quote(KEY) + ":" + Json.quote(checksum);
    }

    @Override
    public int write(ByteBuffer bytes) {
        int count = bytes.remaining();
        crc.update(bytes);
        return count;
    }

    /** Eight hexadecimal digits. */
    String text() {
        return String.format("%08x", crc.getValue());
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {}
}
