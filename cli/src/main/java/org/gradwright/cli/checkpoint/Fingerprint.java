// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.checkpoint;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.gradwright.cli.data.Examples;
import org.gradwright.runtime.data.Column;
import org.gradwright.runtime.data.Dataset;

/** Tells other data from the same: a checksum over all numbers that a training reads. */
public final class Fingerprint {
    private static final int BLOCK = 1 << 13;

    private final CRC32C crc = new CRC32C();
    private final ByteBuffer buffer = ByteBuffer.allocate(BLOCK * Double.BYTES);

    private Fingerprint() {}

    /** The number of examples and eight hexadecimal digits. */
    public static String of(Examples examples) {
        var print = new Fingerprint();
        Map<String, Column> columns = new TreeMap<>(examples.fixed());
        examples.data().ifPresent(data -> add(columns, data));
        columns.forEach((name, column) -> print.add(column));
        return String.format(Locale.ROOT, "%d examples, checksum %08x", examples.count(), print.crc.getValue());
    }

    private static void add(Map<String, Column> columns, Dataset data) {
        data.names().forEach(name -> columns.put(name, data.column(name)));
    }

    private void add(Column column) {
        for (int from = 0; from < column.length(); from += BLOCK) {
            buffer.clear();
            for (int i = from; i < Math.min(from + BLOCK, column.length()); i++) {
                buffer.putDouble(column.get(i));
            }
            crc.update(buffer.flip());
        }
    }
}
