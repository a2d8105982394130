// SPDX-License-Identifier: Apache-2.0
package org.gradwright.conformance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.gradwright.compiler.build.ModelError;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.onnx.format.OnnxException;
import org.gradwright.onnx.format.OnnxModel;
import org.gradwright.onnx.format.OnnxReader;
import org.gradwright.onnx.format.ValueInfo;
import org.gradwright.onnx.imports.ImportOptions;
import org.gradwright.onnx.imports.Imported;
import org.gradwright.onnx.imports.Importer;

/** A model and values of its inputs, in the file's order. */
public record OnnxCase(OnnxModel model, Map<String, Tensor> inputs) {

    /** The case in a folder: {@code model.onnx}, and {@code input_N.pb} there or in {@code test_data_set_0}. */
    public static OnnxCase read(Path folder) throws IOException {
        OnnxModel model = model(folder.resolve("model.onnx"));
        Path nested = folder.resolve("test_data_set_0");
        Path data = Files.isDirectory(nested) ? nested : folder;
        Predicate<ValueInfo> isTable = input -> model.graph().initializers().stream()
                .anyMatch(table -> table.name().equals(input.name()));
        List<ValueInfo> declared =
                model.graph().inputs().stream().filter(isTable.negate()).toList();
        var inputs = new LinkedHashMap<String, Tensor>();
        for (int i = 0; i < declared.size(); i++) {
            inputs.put(
                    declared.get(i).name(),
                    OnnxReader.tensor(bytes(data.resolve("input_" + i + ".pb"))).value());
        }
        return new OnnxCase(model, inputs);
    }

    private static OnnxModel model(Path file) throws IOException {
        return named(file, () -> OnnxReader.read(file));
    }

    private static byte[] bytes(Path file) throws IOException {
        return named(file, () -> Files.readAllBytes(file));
    }

    private interface Reading<T> {
        T run() throws IOException;
    }

    private static <T> T named(Path file, Reading<T> reading) throws IOException {
        try {
            return reading.run();
        } catch (IOException e) {
            throw new IOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** The outputs as JSON, in the file's order. */
    public ObjectNode answer() {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode list = answer.putArray("outputs");
        outputs().values().forEach(tensor -> list.add(TensorJson.write(tensor)));
        return answer;
    }

    /** The outputs, computed by the compiled class. @throws OnnxException for what cannot be imported */
    public Map<String, Tensor> outputs() {
        try {
            return computed();
        } catch (ModelError e) {
            throw new OnnxException(e.getMessage(), e);
        }
    }

    private Map<String, Tensor> computed() {
        Imported imported = Importer.run(model, ImportOptions.NONE.withInputs(inputs));
        boolean computes =
                imported.outputs().stream().anyMatch(output -> output.constant().isEmpty());
        Map<String, Tensor> computed = computes ? run(imported) : Map.of();
        var outputs = new LinkedHashMap<String, Tensor>();
        imported.outputs()
                .forEach(output ->
                        outputs.put(output.name(), output.constant().orElseGet(() -> computed.get(output.path()))));
        return outputs;
    }

    private Map<String, Tensor> run(Imported imported) {
        Graph graph = imported.model().build();
        Engine.Model engine = CompiledEngine.bytecode(graph.precision()).start(graph);
        imported.tables().forEach(engine::parameter);
        var values = new HashMap<String, Tensor>();
        imported.inputs().forEach(name -> values.put(imported.names().get(name), inputs.get(name)));
        return engine.predict(values);
    }
}
