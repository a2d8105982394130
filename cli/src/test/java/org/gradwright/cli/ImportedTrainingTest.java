// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.gradwright.runtime.Safetensors;
import org.gradwright.runtime.SafetensorsReader;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The way that users go: an ONNX file is imported, gets a {@code train} line and data, and is trained, by the commands. Where
 * the reference trains, parameters end where its own do; elsewhere one step of gradient descent moves each by its gradient.
 */
class ImportedTrainingTest {
    private static final Path REFERENCE = Path.of("../conformance/src/test/resources");

    /** So large that nothing of a gradient is lost beside the parameter, and a power of two. */
    private static final double RATE = 0x1p60;

    @TempDir
    private Path folder;

    static List<String> networks() throws IOException {
        try (Stream<Path> files = Files.list(REFERENCE.resolve("onnx-train"))) {
            return files.map(f -> f.getFileName().toString())
                    .filter(name -> name.endsWith(".onnx"))
                    .map(name -> name.replace(".onnx", ""))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void takesTheStepsOfItsReference(String name) throws IOException {
        JsonNode reference = new ObjectMapper()
                .readTree(REFERENCE.resolve("cases/" + name + ".json").toFile());
        List<String> parameters = names(reference.at("/graph/parameters"));
        boolean trains = reference.at("/request").has("train");
        JsonNode asked = reference.at(trains ? "/request/train" : "/request/gradients");
        Path model = imported(name, parameters);
        String rule = trains ? "sgd(lr = 0.1, momentum = 0.9)" : "sgd(lr = " + RATE + ")";
        String train = "\ntrain " + asked.path("of").asText() + " with " + rule + "\n";
        Files.writeString(model, Files.readString(model) + train + data(model, reference.path("values")));
        Path end = folder.resolve("end.safetensors");
        int steps = trains ? asked.path("steps").intValue() : 1;
        CommandRun.of("train", model, "--weights", folder.resolve("net.safetensors"), "--epochs", steps, "--save", end)
                .succeeds();
        JsonNode expected = reference.at(trains ? "/expected/train/final_parameters" : "/expected/gradients");
        try (SafetensorsReader file = Safetensors.open(end)) {
            for (String parameter : parameters) {
                double[] start = numbers(reference.path("values").path(parameter));
                double[] last = (double[]) file.read(parameter);
                if (expected.has(parameter)) {
                    compare(expected.path(parameter), trains ? last : gradient(start, last));
                }
            }
        }
    }

    private static double[] gradient(double[] start, double[] last) {
        double[] gradient = new double[last.length];
        for (int i = 0; i < last.length; i++) {
            gradient[i] = (start[i] - last[i]) / RATE;
        }
        return gradient;
    }

    private static void compare(JsonNode expected, double[] got) {
        double[] want = numbers(expected);
        assertThat(got).hasSameSizeAs(want);
        double largest = 0;
        for (double value : want) {
            largest = Math.max(largest, Math.abs(value));
        }
        for (int i = 0; i < want.length; i++) {
            double allowed = 1e-12 * Math.min(1, largest) + 1e-9 * Math.max(Math.abs(want[i]), 0.01 * largest);
            assertThat(got[i]).isCloseTo(want[i], within(allowed));
        }
    }

    private static List<String> names(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(node -> node.path("name").asText())
                .toList();
    }

    private static double[] numbers(JsonNode tensor) {
        JsonNode data = tensor.has("data") ? tensor.path("data") : tensor;
        return data.isArray()
                ? StreamSupport.stream(data.spliterator(), false)
                        .mapToDouble(JsonNode::doubleValue)
                        .toArray()
                : new double[] {data.doubleValue()};
    }

    private Path imported(String name, List<String> parameters) {
        Path onnx = REFERENCE.resolve("onnx-train/" + name + ".onnx");
        Path model = folder.resolve("net.graph");
        List<Object> command = new ArrayList<>(List.of("import", onnx, "-o", model));
        parameters.forEach(parameter -> command.addAll(List.of("--param", parameter)));
        CommandRun.of(command.toArray()).succeeds();
        return model;
    }

    /** One example: all of the reference's inputs, which have no size that counts examples. */
    private String data(Path model, JsonNode values) throws IOException {
        var lines = new StringBuilder("data train {\n");
        for (String line : Files.readAllLines(model)) {
            if (line.startsWith("input ")) {
                String name =
                        line.substring("input ".length(), line.indexOf(':')).strip();
                Files.write(folder.resolve(name + ".npy"), npy(values.path(name)));
                lines.append("  ").append(name).append(" = npy(\"").append(name).append(".npy\")\n");
            }
        }
        return lines + "}\n";
    }

    private static byte[] npy(JsonNode tensor) {
        double[] data = numbers(tensor);
        var shape = new StringBuilder("1,");
        tensor.path("shape").forEach(size -> shape.append(size).append(','));
        String head = "{'descr': '<f8', 'fortran_order': False, 'shape': (" + shape + "), }";
        String padded = head + " ".repeat(63 - (10 + head.length()) % 64) + "\n";
        ByteBuffer bytes =
                ByteBuffer.allocate(10 + padded.length() + 8 * data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
        bytes.put((byte) 1).put((byte) 0).putShort((short) padded.length());
        bytes.put(padded.getBytes(StandardCharsets.US_ASCII));
        for (double value : data) {
            bytes.putDouble(value);
        }
        return bytes.array();
    }
}
