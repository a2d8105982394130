// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.format;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes models and tensors as {@code onnx.proto3} lays them out. The same model gives the same bytes. */
public final class OnnxWriter {
    private final CodedOutputStream out;

    private OnnxWriter(CodedOutputStream out) {
        this.out = out;
    }

    private interface Message {
        void write(OnnxWriter out) throws IOException;
    }

    /** The bytes of a model. */
    public static byte[] bytes(OnnxModel model) {
        return encode(w -> w.model(model));
    }

    /** The bytes of a tensor. */
    public static byte[] bytes(OnnxTensor tensor) {
        return encode(w -> w.tensor(tensor));
    }

    private static byte[] encode(Message message) {
        var bytes = new ByteArrayOutputStream();
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            message.write(new OnnxWriter(out));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void message(int field, Message message) throws IOException {
        out.writeByteArray(field, encode(message));
    }

    private void model(OnnxModel model) throws IOException {
        out.writeInt64(1, model.irVersion());
        out.writeString(2, "gradwright");
        message(7, w -> w.graph(model.graph()));
        for (Map.Entry<String, Long> opset : new TreeMap<>(model.opsets()).entrySet()) {
            message(8, w -> w.opset(opset.getKey(), opset.getValue()));
        }
    }

    private void opset(String domain, long version) throws IOException {
        out.writeString(1, domain);
        out.writeInt64(2, version);
    }

    private void graph(OnnxGraph graph) throws IOException {
        for (OnnxNode node : graph.nodes()) {
            message(1, w -> w.node(node));
        }
        out.writeString(2, graph.name());
        for (OnnxTensor tensor : graph.initializers()) {
            message(5, w -> w.tensor(tensor));
        }
        for (ValueInfo input : graph.inputs()) {
            message(11, w -> w.valueInfo(input));
        }
        for (ValueInfo output : graph.outputs()) {
            message(12, w -> w.valueInfo(output));
        }
    }

    private void node(OnnxNode node) throws IOException {
        for (String input : node.inputs()) {
            out.writeString(1, input);
        }
        for (String output : node.outputs()) {
            out.writeString(2, output);
        }
        out.writeString(3, node.name());
        out.writeString(4, node.operator());
        for (Map.Entry<String, Attribute> attribute : new TreeMap<>(node.attributes()).entrySet()) {
            message(5, w -> w.attribute(attribute.getKey(), attribute.getValue()));
        }
        if (!node.domain().isEmpty()) {
            out.writeString(7, node.domain());
        }
    }

    private void attribute(String name, Attribute attribute) throws IOException {
        out.writeString(1, name);
        if (attribute instanceof Attribute.Real real) {
            out.writeFloat(2, real.value());
            out.writeInt32(20, 1);
        } else if (attribute instanceof Attribute.Whole whole) {
            out.writeInt64(3, whole.value());
            out.writeInt32(20, 2);
        } else if (attribute instanceof Attribute.Text text) {
            out.writeBytes(4, ByteString.copyFromUtf8(text.value()));
            out.writeInt32(20, 3);
        } else if (attribute instanceof Attribute.Wholes wholes) {
            for (long value : wholes.values()) {
                out.writeInt64(8, value);
            }
            out.writeInt32(20, 7);
        } else if (attribute instanceof Attribute.Value tensor) {
            message(5, w -> w.tensor(tensor.value()));
            out.writeInt32(20, 4);
        } else if (attribute instanceof Attribute.Body body) {
            message(6, w -> w.graph(body.value()));
            out.writeInt32(20, 5);
        } else if (attribute instanceof Attribute.Reals reals) {
            for (float value : reals.values()) {
                out.writeFloat(7, value);
            }
            out.writeInt32(20, 6);
        } else if (attribute instanceof Attribute.Texts texts) {
            for (String value : texts.values()) {
                out.writeBytes(9, ByteString.copyFromUtf8(value));
            }
            out.writeInt32(20, 8);
        } else {
            throw new IllegalArgumentException("attribute " + name + " is of a kind that is not written");
        }
    }

    private void tensor(OnnxTensor tensor) throws IOException {
        for (int size : tensor.value().shape()) {
            out.writeInt64(1, size);
        }
        out.writeInt32(2, tensor.type().number());
        out.writeString(8, tensor.name());
        out.writeByteArray(9, raw(tensor));
    }

    private static byte[] raw(OnnxTensor tensor) {
        double[] data = tensor.value().data();
        ByteBuffer bytes = ByteBuffer.allocate(
                        Math.multiplyExact(data.length, tensor.type().bytes()))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (double value : data) {
            put(bytes, tensor.type(), value);
        }
        return bytes.array();
    }

    private static void put(ByteBuffer bytes, ElementType type, double value) {
        switch (type) {
            case FLOAT -> bytes.putFloat((float) value);
            case DOUBLE -> bytes.putDouble(value);
            case INT32 -> bytes.putInt((int) value);
            case INT64 -> bytes.putLong((long) value);
            case BOOL -> bytes.put((byte) (value != 0 ? 1 : 0));
            default -> throw new IllegalArgumentException("tensors of " + type + " are not written");
        }
    }

    private void valueInfo(ValueInfo value) throws IOException {
        out.writeString(1, value.name());
        message(
                2,
                type -> type.message(1, tensor -> {
                    tensor.out.writeInt32(1, value.type().number());
                    if (value.dims().isPresent()) {
                        tensor.message(2, shape -> shape.shape(value.dims().get()));
                    }
                }));
    }

    private void shape(List<ValueInfo.Dimension> dims) throws IOException {
        for (ValueInfo.Dimension dim : dims) {
            message(1, d -> d.dimension(dim));
        }
    }

    private void dimension(ValueInfo.Dimension dim) throws IOException {
        if (dim.isKnown()) {
            out.writeInt64(1, dim.size());
        } else {
            out.writeString(2, dim.name());
        }
    }
}
