// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.onnx.format.ElementType;
import org.gradwright.onnx.format.OnnxModel;
import org.gradwright.onnx.format.OnnxWriter;
import org.gradwright.onnx.format.ValueInfo;

/** Runs models of single precision by ONNX Runtime, which has few operators in double. */
public final class OtherRuntime {
    private OtherRuntime() {}

    /** The outputs for inputs by name. */
    public static Map<String, Tensor> run(OnnxModel model, Map<String, Tensor> inputs) throws OrtException {
        var environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "test");
        var arguments = new HashMap<String, OnnxTensor>();
        for (ValueInfo input : model.graph().inputs()) {
            arguments.put(input.name(), tensor(environment, input.type(), inputs.get(input.name())));
        }
        var outputs = new LinkedHashMap<String, Tensor>();
        try (OrtSession session = environment.createSession(OnnxWriter.bytes(model));
                OrtSession.Result result = session.run(arguments)) {
            for (Map.Entry<String, ai.onnxruntime.OnnxValue> output : result) {
                outputs.put(output.getKey(), tensor((OnnxTensor) output.getValue()));
            }
        }
        return outputs;
    }

    private static OnnxTensor tensor(OrtEnvironment environment, ElementType type, Tensor value) throws OrtException {
        long[] shape = Arrays.stream(value.shape()).asLongStream().toArray();
        if (type == ElementType.FLOAT) {
            float[] floats = new float[value.data().length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) value.data()[i];
            }
            return OnnxTensor.createTensor(environment, FloatBuffer.wrap(floats), shape);
        }
        if (type == ElementType.INT64) {
            long[] wide = Arrays.stream(value.data()).mapToLong(v -> (long) v).toArray();
            return OnnxTensor.createTensor(environment, LongBuffer.wrap(wide), shape);
        }
        if (type == ElementType.BOOL) {
            byte[] bytes = new byte[value.data().length];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) value.data()[i];
            }
            return OnnxTensor.createTensor(environment, ByteBuffer.wrap(bytes), shape, OnnxJavaType.BOOL);
        }
        int[] wholes = Arrays.stream(value.data()).mapToInt(v -> (int) v).toArray();
        return OnnxTensor.createTensor(environment, IntBuffer.wrap(wholes), shape);
    }

    private static Tensor tensor(OnnxTensor value) {
        int[] shape = Arrays.stream(value.getInfo().getShape())
                .mapToInt(Math::toIntExact)
                .toArray();
        Tensor tensor = Tensor.zeros(shape);
        switch (value.getInfo().type) {
            case FLOAT -> Arrays.setAll(tensor.data(), value.getFloatBuffer()::get);
            case INT64 -> Arrays.setAll(tensor.data(), value.getLongBuffer()::get);
            case INT32 -> Arrays.setAll(tensor.data(), value.getIntBuffer()::get);
            case BOOL -> Arrays.setAll(tensor.data(), value.getByteBuffer()::get);
            default -> throw new IllegalStateException(value.getInfo().type.toString());
        }
        return tensor;
    }
}
