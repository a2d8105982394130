// SPDX-License-Identifier: Apache-2.0
package org.gradwright.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import org.gradwright.compiler.graph.Precision;
import org.junit.jupiter.api.Test;

class QuestionTest {
    private static JsonNode answer(String nodes, String outputs) {
        String question = """
                {"format": "refgraph/1",
                 "graph": {"inputs": [{"name": "x", "shape": [3]}], "parameters": [], "nodes": [%s], "outputs": [%s]},
                 "values": {"x": {"shape": [3], "data": [1, "NaN", 3]}}, "request": {}}
                """.formatted(nodes, outputs);
        return Answer.to(Question.parse(question), CompiledEngine.bytecode(Precision.F64));
    }

    @Test
    void numbersThatAreNotFiniteAreTexts() {
        JsonNode y = answer("{\"id\": \"y\", \"op\": \"div\", \"args\": [\"x\", 0]}", "\"y\"")
                .at("/outputs/y");
        assertThat(y).hasToString("{\"shape\":[3],\"data\":[\"Infinity\",\"NaN\",\"Infinity\"]}");
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
