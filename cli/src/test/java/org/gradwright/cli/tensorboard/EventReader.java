// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.tensorboard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.proto.Event;

/** Reads event files without what writes them: TensorFlow's own messages, and checksums bit by bit. */
final class EventReader {
    private static final int CASTAGNOLI_REVERSED = 0x82f63b78;

    private EventReader() {}

    /** All events of a file. @throws IOException when a length or a checksum is wrong, or a message has unknown fields */
    static List<Event> read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        var events = new ArrayList<Event>();
        while (bytes.hasRemaining()) {
            byte[] length = take(bytes, 8);
            check(length, bytes.getInt());
            byte[] record = take(bytes, (int)
                    ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong());
            check(record, bytes.getInt());
            events.add(Event.parseFrom(record));
        }
        return events;
    }

    private static byte[] take(ByteBuffer bytes, int count) {
        byte[] taken = new byte[count];
        bytes.get(taken);
        return taken;
    }

    private static void check(byte[] bytes, int masked) throws IOException {
        int crc = crc32c(bytes);
        if (((crc >>> 15) | (crc << 17)) + 0xa282ead8 != masked) {
            throw new IOException("a checksum is wrong");
        }
    }

    /** By the definition of the code. */
    static int crc32c(byte[] bytes) {
        int crc = ~0;
        for (byte b : bytes) {
            crc ^= b & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ CASTAGNOLI_REVERSED;
            }
        }
        return ~crc;
    }

    /** The scalars of an event: {@code tag=value}. */
    static List<String> scalars(Event event) {
        return event.getSummary().getValueList().stream()
                .map(value -> value.getTag() + "=" + value.getSimpleValue())
                .toList();
    }
}
