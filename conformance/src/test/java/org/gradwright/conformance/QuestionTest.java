// SPDX-License-Identifier: Apache-2.0
package org.gradwright.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import org.gradwright.compiler.graph.Precision;
import org.junit.jupiter.api.Test;

class QuestionTest {
    private static JsonNode answer(String nodes, String outputs) {
        return answer(nodes, outputs, 0);
    }

    private static JsonNode answer(String nodes, String outputs, int label) {
        return answered("""
                {"format": "refgraph/1",
                 "graph": {"inputs": [{"name": "x", "shape": [3]}, {"name": "label", "shape": [1], "dtype": "int64"}],
                           "parameters": [], "nodes": [%s], "outputs": [%s]},
                 "values": {"x": {"shape": [3], "data": [1, "NaN", 3]}, "label": {"shape": [1], "data": [%d]}},
                 "request": {}}
                """.formatted(nodes, outputs, label));
    }

    private static JsonNode answered(String question) {
        return Answer.to(Question.parse(question), CompiledEngine.bytecode(Precision.F64));
    }

    @Test
    void numbersThatAreNotFiniteAreTexts() {
        JsonNode y = answer("{\"id\": \"y\", \"op\": \"div\", \"args\": [\"x\", 0]}", "\"y\"")
                .at("/outputs/y");
        assertThat(y).hasToString("{\"shape\":[3],\"data\":[\"Infinity\",\"NaN\",\"Infinity\"]}");
    }

    @Test
    void attributesAreTextsTooWhereTheyAreNotFinite() {
        String nodes = """
                {"id": "p", "op": "pad", "args": ["x"], "attrs": {"pads": [[1, 0]], "value": "-Infinity"}},
                {"id": "y", "op": "clamp", "args": ["p"], "attrs": {"min": "-Infinity", "max": 2}}
                """;
        assertThat(answer(nodes, "\"y\"").at("/outputs/y/data")).hasToString("[\"-Infinity\",1.0,\"NaN\",2.0]");
    }

    @Test
    void axesOfAnOrderCountFromTheEndAndPadsTakeAway() {
        String nodes = """
                {"id": "b", "op": "broadcast_to", "args": ["x"], "attrs": {"shape": [2, 3]}},
                {"id": "t", "op": "transpose", "args": ["b"], "attrs": {"perm": [-1, 0]}},
                {"id": "y", "op": "pad", "args": ["t"], "attrs": {"pads": [[-2, 1], [0, -1]]}}
                """;
        assertThat(answer(nodes, "\"y\"").at("/outputs/y")).hasToString("{\"shape\":[2,1],\"data\":[3.0,0.0]}");
    }

    @Test
    void aLabelOutsideIsRefusedUnlessItIsTheOneThatCountsForNothing() {
        assertThat(loss(-100).at("/outputs/y/data")).hasToString("[0.0]");
        assertThatThrownBy(() -> loss(-1))
                .isInstanceOf(QuestionException.class)
                .hasMessageContaining("index -1 is not in 0..<3");
    }

    private static JsonNode loss(int label) {
        String nodes = """
                {"id": "row", "op": "reshape", "args": ["x"], "attrs": {"shape": [1, 3]}},
                {"id": "y", "op": "cross_entropy", "args": ["row", "label"], "attrs": {"reduction": "sum"}}
                """;
        return answer(nodes, "\"y\"", label);
    }

    /** The gradient is (3, 4). */
    @Test
    void clippingHasTheEpsilonOfTheQuestionAndNoneUnlessItSaysSo() {
        assertThat(clipped("{\"max_norm\": 2.5}")).hasToString("[-1.5,-2.0]");
        assertThat(clipped("{\"max_norm\": 2.5, \"eps\": 5}")).hasToString("[-0.75,-1.0]");
    }

    private static JsonNode clipped(String clip) {
        return answered("""
                {"format": "refgraph/1",
                 "graph": {"inputs": [{"name": "slope", "shape": [2]}], "parameters": [{"name": "w", "shape": [2]}], "outputs": ["l"],
                           "nodes": [{"id": "p", "op": "mul", "args": ["w", "slope"]}, {"id": "l", "op": "sum", "args": ["p"]}]},
                 "values": {"w": {"shape": [2], "data": [0, 0]}, "slope": {"shape": [2], "data": [3, 4]}},
                 "request": {"train": {"of": "l", "wrt": ["w"], "steps": 1, "optimizer": {"name": "sgd", "lr": 1},
                                       "batches": {}, "report_after": [], "clip_global_norm": %s}}}
                """.formatted(clip)).at("/train/final_parameters/w/data");
    }

    /** Kernels of several programs and of one name each have a method of their own. */
    @Test
    void namesThatMeetStayApart() {
        String nodes = """
                {"id": "sum_2", "op": "sum", "args": ["x"]},
                {"id": "result_0_sum", "op": "sum", "args": ["x"]},
                {"id": "a", "op": "cumsum", "args": ["x"], "attrs": {"axis": 0}},
                {"id": "result_0", "op": "mul", "args": ["a", "sum_2"]},
                {"id": "predict", "op": "mul", "args": ["result_0_sum", "result_0"]}
                """;
        JsonNode outputs = answer(nodes, "\"predict\", \"result_0\", \"sum_2\"").get("outputs");
        assertThat(outputs).hasSize(3);
        assertThat(outputs.at("/sum_2/data")).hasToString("[\"NaN\"]");
    }

    @Test
    void anUnknownOperatorIsNamed() {
        assertThatThrownBy(() -> answer("{\"id\": \"y\", \"op\": \"fft\", \"args\": [\"x\"]}", "\"y\""))
                .isInstanceOf(QuestionException.class)
                .hasMessageStartingWith("node `y`, fft: operator `fft` is not supported; supported are abs add ");
    }

    @Test
    void operandsThatDoNotFitAreNamed() {
        assertThatThrownBy(() -> answer("{\"id\": \"y\", \"op\": \"matmul\", \"args\": [\"x\", 2]}", "\"y\""))
                .isInstanceOf(QuestionException.class)
                .hasMessageStartingWith("node `y`, matmul: ");
        assertThatThrownBy(() -> answer("{\"id\": \"y\", \"op\": \"softmax\", \"args\": [\"x\"]}", "\"y\""))
                .hasMessage("node `y`, softmax: attribute `axis` is missing");
        assertThatThrownBy(() -> answer("", "\"z\"")).hasMessage("nothing is called `z`");
    }

    @Test
    void whatIsNoQuestionIsRefused() {
        assertThatThrownBy(() -> Question.parse("{\"a\":"))
                .isInstanceOf(QuestionException.class)
                .hasMessageStartingWith("no JSON at line 1, column ");
        assertThatThrownBy(() -> Question.parse("{}")).hasMessageStartingWith("the \"format\" is not \"refgraph/1\"");
    }
}
