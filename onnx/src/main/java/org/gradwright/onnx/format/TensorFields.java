// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.format;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradwright.compiler.graph.Tensor;

/** The fields of a tensor while it is read. Its elements stand in a list of their type or as raw bytes, little-endian. */
final class TensorFields {
    private static final int LARGEST = Integer.MAX_VALUE - 8;

    private final List<Long> dims = new ArrayList<>();
    private String name = "";
    private ElementType type = ElementType.UNDEFINED;
    private double[] listed = new double[16];
    private int count;
    private ByteString raw;
    private boolean isOutside;
    private final Map<String, String> outside = new HashMap<>();

    boolean read(OnnxReader message, CodedInputStream in, int number) throws IOException {
        return switch (number) {
            case 1 -> message.repeated(0, f -> dims.add(f.readInt64()));
            case 2 -> set(() -> type = ElementType.of(in.readInt32()));
            case 4 -> message.repeated(5, f -> add(f.readFloat()));
            case 5 -> message.repeated(0, f -> add(f.readInt32()));
            case 7 -> message.repeated(0, f -> add(f.readInt64()));
            case 8 -> set(() -> name = in.readString());
            case 9 -> set(() -> raw = in.readBytes());
            case 10 -> message.repeated(1, f -> add(f.readDouble()));
            case 11 -> message.repeated(0, f -> add(f.readUInt64()));
            case 13 -> message.entry(outside);
            case 14 -> set(() -> isOutside = in.readInt32() != 0);
            default -> false;
        };
    }

    private interface Assignment {
        void run() throws IOException;
    }

    private static boolean set(Assignment assignment) throws IOException {
        assignment.run();
        return true;
    }

    private void add(double value) {
        listed = count == listed.length ? Arrays.copyOf(listed, 2 * count) : listed;
        listed[count++] = value;
    }

    OnnxTensor finish(ExternalData files) {
        int[] shape = shape();
        if (type == ElementType.STRING) {
            throw new OnnxException("tensor `" + name + "` holds texts, which are not supported");
        }
        type.required("tensor `" + name + "`");
        if (isOutside) {
            raw = files.bytes(name, outside, Math.multiplyExact((long) Tensor.count(shape), type.bytes()));
        }
        double[] data = raw != null ? raw() : listedElements();
        if (data.length != Tensor.count(shape)) {
            throw new OnnxException("tensor `" + name + "` has " + data.length + " elements, but its shape is "
                    + Arrays.toString(shape));
        }
        return new OnnxTensor(name, type, new Tensor(shape, data));
    }

    private int[] shape() {
        long count = 1;
        for (long dim : dims) {
            if (dim < 0 || dim > LARGEST || count * dim > LARGEST) {
                throw new OnnxException("tensor `" + name + "` has the impossible shape " + dims);
            }
            count *= dim;
        }
        return dims.stream().mapToInt(Math::toIntExact).toArray();
    }

    private double[] listedElements() {
        double[] data = Arrays.copyOf(listed, count);
        if (type == ElementType.FLOAT16 || type == ElementType.BFLOAT16) {
            Arrays.setAll(data, i -> Halves.value(type, (int) data[i]));
        }
        return data;
    }

    private double[] raw() {
        if (raw.size() % type.bytes() != 0) {
            throw new OnnxException(
                    "tensor `" + name + "` has " + raw.size() + " bytes of data, not a multiple of " + type.bytes());
        }
        ByteBuffer bytes = raw.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        double[] data = new double[raw.size() / type.bytes()];
        for (int i = 0; i < data.length; i++) {
            data[i] = next(bytes);
        }
        return data;
    }

    private double next(ByteBuffer bytes) {
        return switch (type) {
            case FLOAT -> bytes.getFloat();
            case DOUBLE -> bytes.getDouble();
            case UINT8 -> bytes.get() & 0xFF;
            case INT8 -> bytes.get();
            case BOOL -> bytes.get() == 0 ? 0 : 1;
            case UINT16 -> bytes.getShort() & 0xFFFF;
            case INT16 -> bytes.getShort();
            case INT32 -> bytes.getInt();
            case UINT32 -> bytes.getInt() & 0xFFFF_FFFFL;
            case INT64, UINT64 -> bytes.getLong();
            case FLOAT16, BFLOAT16 -> Halves.value(type, bytes.getShort());
            default -> throw new IllegalStateException(type.toString());
        };
    }
}
