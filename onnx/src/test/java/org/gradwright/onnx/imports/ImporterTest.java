// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.lang.Language;
import org.gradwright.compiler.lang.Options;
import org.gradwright.onnx.format.Attribute;
import org.gradwright.onnx.format.ElementType;
import org.gradwright.onnx.format.OnnxException;
import org.gradwright.onnx.format.OnnxFunction;
import org.gradwright.onnx.format.OnnxGraph;
import org.gradwright.onnx.format.OnnxModel;
import org.gradwright.onnx.format.OnnxNode;
import org.gradwright.onnx.format.OnnxTensor;
import org.gradwright.onnx.format.ValueInfo;
import org.junit.jupiter.api.Test;

/** Networks as texts, and what is said of those that cannot be imported. */
class ImporterTest {
    private static final OnnxTensor WEIGHTS = table("fc1.weight", 2, 4);

    private static OnnxTensor table(String name, int... shape) {
        Tensor value = Tensor.zeros(shape);
        for (int i = 0; i < value.data().length; i++) {
            value.data()[i] = i - 3.5;
        }
        return new OnnxTensor(name, ElementType.FLOAT, value);
    }

    private static OnnxNode node(
            String operator, List<String> inputs, String output, Map<String, Attribute> attributes) {
        return new OnnxNode("", operator, "", inputs, List.of(output), attributes);
    }

    private static OnnxModel model(OnnxNode... nodes) {
        var batch = List.of(ValueInfo.Dimension.named("batch"), ValueInfo.Dimension.of(4));
        var input = new ValueInfo("input.1", ElementType.FLOAT, Optional.of(batch));
        var output = new ValueInfo(nodes[nodes.length - 1].outputs().get(0), ElementType.FLOAT, Optional.empty());
        List<OnnxTensor> tables = List.of(WEIGHTS, table("relu", 2));
        var graph = new OnnxGraph("torch-jit", List.of(nodes), tables, List.of(input), List.of(output));
        return new OnnxModel(8, Map.of("", 13L), graph);
    }

    private static OnnxModel network() {
        return model(
                node("Gemm", List.of("input.1", "fc1.weight", "relu"), "4", Map.of("transB", new Attribute.Whole(1))),
                node("Relu", List.of("4"), "out", Map.of()));
    }

    @Test
    void aNetworkIsATextThatCanBeRead() {
        var files = ImportedFiles.of(Importer.run(network(), ImportOptions.NONE), "net.onnx", "net.safetensors");
        assertThat(files.text())
                .contains("graph Torch_jit", "input input_1 : real[batch, 4]", "param fc1_weight : real[2, 4]")
                .contains("out = relu(v4)", "output out");
        assertThat(files.tables()).containsOnlyKeys("fc1_weight", "relu_2");
        var graph = Language.parse("net.graph", files.text(), Options.NONE).graph();
        assertThat(graph.outputs()).containsOnlyKeys("out");
    }

    @Test
    void aSizeThatIsFixedIsOneOfTheFile() {
        assertThat(ImportedFiles.of(fix("batch"), "net.onnx", "net.safetensors").text())
                .contains("input input_1 : real[3, 4]");
        assertThatThrownBy(() -> fix("bach")).hasMessage("no free size is called `bach`; did you mean `batch`?");
        assertThatThrownBy(() -> fix("time")).hasMessage("no free size is called `time`; there are batch");
    }

    private static Imported fix(String name) {
        return Importer.run(network(), new ImportOptions(Optional.empty(), Map.of(name, 3L), Map.of(), Set.of()));
    }

    @Test
    void anUnknownOperatorIsNamedWithNodeAndOpset() {
        OnnxModel model = model(node("Frobnicate", List.of("input.1"), "y", Map.of()));
        assertThatThrownBy(() -> Importer.run(model, ImportOptions.NONE))
                .isInstanceOf(OnnxException.class)
                .hasMessage("node `y` (Frobnicate, opset 13): this operator is not supported; "
                        + "export the model with simpler operators, or cut it before this node");
    }

    @Test
    void whatDoesNotFitIsNamedWithNodeAndOpset() {
        OnnxModel model = model(node("MatMul", List.of("input.1", "fc1.weight"), "y", Map.of()));
        assertThatThrownBy(() -> Importer.run(model, ImportOptions.NONE))
                .isInstanceOf(OnnxException.class)
                .hasMessageStartingWith("node `y` (MatMul, opset 13): ");
    }

    private static OnnxGraph branch(String operator) {
        var output = new ValueInfo("inner", ElementType.FLOAT, Optional.empty());
        OnnxNode node = node(operator, List.of("input.1"), "inner", Map.of());
        return new OnnxGraph(operator, List.of(node), List.of(), List.of(), List.of(output));
    }

    @Test
    void aBranchThatDataDecideIsAChoice() {
        OnnxNode sum = node("ReduceSum", List.of("input.1"), "sum", Map.of());
        OnnxNode condition = node("Greater", List.of("sum", "relu"), "any", Map.of());
        OnnxNode first = node("Gather", List.of("any", "zero"), "condition", Map.of("axis", new Attribute.Whole(1)));
        var branches = Map.<String, Attribute>of(
                "then_branch", new Attribute.Body(branch("Relu")), "else_branch", new Attribute.Body(branch("Neg")));
        var zero = new OnnxTensor("zero", ElementType.INT64, Tensor.scalar(0));
        OnnxModel model = model(sum, condition, first, node("If", List.of("condition"), "y", branches));
        OnnxGraph graph = model.graph();
        var tables = new java.util.ArrayList<>(graph.initializers());
        tables.add(zero);
        var whole = new OnnxGraph(graph.name(), graph.nodes(), tables, graph.inputs(), graph.outputs());
        Imported imported = Importer.run(new OnnxModel(8, Map.of("", 13L), whole), ImportOptions.NONE);
        assertThat(ImportedFiles.of(imported, "net.onnx", "net.safetensors").text())
                .contains("relu(input_1)", "where(");
    }

    @Test
    void sizesThatFilesComputeStayFree() {
        OnnxNode shape = node("Shape", List.of("input.1"), "shape", Map.of());
        OnnxNode batch = node("Slice", List.of("shape", "zero", "one"), "batch", Map.of());
        OnnxNode wanted = node("Concat", List.of("batch", "two"), "wanted", Map.of("axis", new Attribute.Whole(0)));
        OnnxModel model = model(shape, batch, wanted, node("Reshape", List.of("input.1", "wanted"), "y", Map.of()));
        OnnxGraph graph = model.graph();
        var tables = List.of(whole("zero", 0), whole("one", 1), whole("two", 2, 2));
        var all = new OnnxGraph(graph.name(), graph.nodes(), tables, graph.inputs(), graph.outputs());
        Imported imported = Importer.run(new OnnxModel(8, Map.of("", 13L), all), ImportOptions.NONE);
        assertThat(ImportedFiles.of(imported, "net.onnx", "net.safetensors").text())
                .contains("reshape(input_1, [batch, 2, 2])");
    }

    private static OnnxNode sliced(long start, long end, long step) {
        return node("Slice", List.of("input.1", "s" + start, "s" + end, "s0", "s" + step), "y", Map.of());
    }

    private static Imported sliced(OnnxNode slice, long... bounds) {
        OnnxGraph graph = model(slice).graph();
        List<OnnxTensor> tables = Arrays.stream(bounds)
                .distinct()
                .mapToObj(b -> whole("s" + b, b))
                .toList();
        var all = new OnnxGraph(graph.name(), graph.nodes(), tables, graph.inputs(), graph.outputs());
        return Importer.run(new OnnxModel(8, Map.of("", 13L), all), ImportOptions.NONE);
    }

    @Test
    void partsOfFreeAxesAreSaid() {
        long open = Integer.MAX_VALUE;
        Imported turned = sliced(sliced(-1, -open, -1), -1, -open, 0);
        assertThat(ImportedFiles.of(turned, "net.onnx", "net.safetensors").text())
                .contains("flip(input_1, 0)");
        assertThatThrownBy(() -> sliced(sliced(1, open, 1), 1, open, 0))
                .hasMessageContaining("`1..` may be empty on a free axis: fix its size with --dim");
    }

    private static OnnxTensor whole(String name, double... values) {
        return new OnnxTensor(name, ElementType.INT64, new Tensor(new int[] {values.length}, values));
    }

    @Test
    void anOperatorThatTheFileDefinesIsWrittenOut() {
        OnnxNode leak = node("LeakyRelu", List.of("a"), "b", Map.of("alpha", new Attribute.Reference("slope")));
        OnnxNode twice = node("Add", List.of("b", "b"), "c", Map.of());
        var function = new OnnxFunction(
                "own", "Twice", List.of("a"), List.of("c"), Map.of(), List.of(leak, twice), Map.of("", 13L));
        var use = new OnnxNode(
                "", "Twice", "own", List.of("input.1"), List.of("y"), Map.of("slope", new Attribute.Real(0.25f)));
        var model = new OnnxModel(8, Map.of("", 13L, "own", 1L), model(use).graph(), List.of(function));
        Imported imported = Importer.run(model, ImportOptions.NONE);
        assertThat(ImportedFiles.of(imported, "net.onnx", "net.safetensors").text())
                .contains("b = leaky_relu(input_1, alpha = 0.25)", "c = b + b", "output c");
    }

    @Test
    void aValueThatNobodyComputesIsNamed() {
        OnnxModel model = model(node("Relu", List.of("lost"), "y", Map.of()));
        assertThatThrownBy(() -> Importer.run(model, ImportOptions.NONE))
                .hasMessageContaining("`lost` has no value here");
    }

    @Test
    void equationsAreWrittenOut() {
        assertThat(Equation.explicit("ij, jk", 2, 2)).isEqualTo("ij,jk->ik");
        assertThat(Equation.explicit("...ij,...jk->...ik", 4, 3)).isEqualTo("ABij,Bjk->ABik");
    }
}
