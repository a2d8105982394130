// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Leaf;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;

/** A table that is known when compiling. Its path follows from its content, so equal tables are stored once. */
public record ConstantTensor(Element element, Tensor value) implements Leaf {
    private static final String PREFIX = "#constant:";

    @Override
    public String name() {
        return "table";
    }

    @Override
    public String attributes() {
        return " " + path();
    }

    @Override
    public String path() {
        var bytes = ByteBuffer.allocate(Integer.BYTES * value.rank() + Double.BYTES * value.data().length);
        Arrays.stream(value.shape()).forEach(bytes::putInt);
        Arrays.stream(value.data()).forEach(bytes::putDouble);
        return PREFIX + element + ":" + HexFormat.of().formatHex(sha256(bytes.array()), 0, 8);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        long[] sizes = Arrays.stream(value.shape()).asLongStream().toArray();
        return new TensorType(element, Shape.of(sizes));
    }

    @Override
    public Tensor evaluate(Node node, List<Tensor> inputs, Evaluation evaluation) {
        return value;
    }
}
