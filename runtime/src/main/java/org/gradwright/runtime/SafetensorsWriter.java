// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.gradwright.runtime.Safetensors.DType;
import org.gradwright.runtime.Safetensors.Tensor;

/** Lays out a safetensors file and writes it. */
final class SafetensorsWriter {
    private static final int BUFFER = 1 << 16;

    private final Map<String, String> metadata;
    private final List<Tensor> tensors;

    SafetensorsWriter(Map<String, String> metadata, List<Tensor> tensors) {
        this.metadata = Map.copyOf(metadata);
        this.tensors = List.copyOf(tensors);
        check();
    }

    private void check() {
        Set<String> names = new HashSet<>();
        names.add(SafetensorsHeader.METADATA);
        for (Tensor tensor : tensors) {
            if (!names.add(tensor.name())) {
                throw new IllegalArgumentException("two tensors are called " + tensor.name());
            }
            int length = Array.getLength(tensor.values());
            DType.of(tensor.values());
            if (tensor.offset() < 0 || tensor.size() > length - tensor.offset()) {
                throw new IllegalArgumentException(tensor.name() + " has the shape " + Shapes.print(tensor.shape())
                        + ", but only " + (length - tensor.offset()) + " values");
            }
        }
    }

    void write(Path file) {
        String header = pad(header(Checksum.BLANK));
        Checksum checksum = new Checksum(header);
        try {
            writeNumbers(checksum);
            byte[] bytes = pad(header(checksum.text())).getBytes(StandardCharsets.UTF_8);
            AtomicFile.write(file, channel -> {
                writeHeader(channel, bytes);
                writeNumbers(channel);
            });
        } catch (IOException e) {
            throw new ModelFileException(file, "it cannot be written, " + AtomicFile.reason(e), e);
        }
    }

    private String header(String checksum) {
        List<String> entries = new ArrayList<>();
        entries.add(metadata(checksum));
        long begin = 0;
        for (Tensor tensor : tensors) {
            long end = begin + tensor.size() * DType.of(tensor.values()).bytes();
            entries.add(Json.quote(tensor.name()) + ":{\"dtype\":\"" + DType.of(tensor.values()) + "\",\"shape\":"
                    + Shapes.print(tensor.shape()).replace(" ", "") + ",\"data_offsets\":[" + begin + "," + end + "]}");
            begin = end;
        }
        return entries.stream().collect(Collectors.joining(",", "{", "}"));
    }

    private String metadata(String checksum) {
        String others = metadata.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(Checksum.KEY))
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> "," + Json.quote(entry.getKey()) + ":" + Json.quote(entry.getValue()))
                .collect(Collectors.joining());
        return Json.quote(SafetensorsHeader.METADATA) + ":{" + Checksum.entry(checksum) + others + "}";
    }

    /** Spaces up to a multiple of eight bytes, so that readers may map the numbers. */
    private static String pad(String header) {
        int length = header.getBytes(StandardCharsets.UTF_8).length;
        return header + " ".repeat((8 - length % 8) % 8);
    }

    private static void writeHeader(WritableByteChannel channel, byte[] header) throws IOException {
        ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        AtomicFile.writeAll(channel, length.putLong(header.length).flip());
        AtomicFile.writeAll(channel, ByteBuffer.wrap(header));
    }

    private void writeNumbers(WritableByteChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
        for (Tensor tensor : tensors) {
            for (int i = tensor.offset(); i < tensor.offset() + tensor.size(); i++) {
                if (buffer.remaining() < 8) {
                    AtomicFile.writeAll(channel, buffer.flip());
                    buffer.clear();
                }
                put(buffer, tensor.values(), i);
            }
        }
        AtomicFile.writeAll(channel, buffer.flip());
    }

    private static void put(ByteBuffer buffer, Object values, int i) {
        if (values instanceof float[] floats) {
            buffer.putFloat(floats[i]);
        } else if (values instanceof double[] doubles) {
            buffer.putDouble(doubles[i]);
        } else if (values instanceof int[] ints) {
            buffer.putInt(ints[i]);
        } else if (values instanceof long[] longs) {
            buffer.putLong(longs[i]);
        } else {
            buffer.put((byte) (((boolean[]) values)[i] ? 1 : 0));
        }
    }
}
