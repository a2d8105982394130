// SPDX-License-Identifier: Apache-2.0
package org.gradwright.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gradwright.compiler.graph.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every case, through every way to run a graph. */
class ReferenceCasesTest {
    static List<ReferenceCase> cases() {
        return ReferenceCase.all("/cases");
    }

    static List<ReferenceCase> operators() {
        return ReferenceCase.all("/operators");
    }

    /** Objectives of ADBench, small enough for a test. */
    static List<ReferenceCase> objectives() {
        return ReferenceCase.all("/adbench");
    }

    @Test
    void noCaseIsLost() {
        assertThat(objectives()).hasSize(3);
        assertThat(cases()).hasSize(38);
        assertThat(operators()).hasSize(144);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void bytecode(ReferenceCase reference) {
        check(reference, CompiledEngine.bytecode(Precision.F64), reference.tolerance());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void bytecodeInSinglePrecision(ReferenceCase reference) {
        check(reference, CompiledEngine.bytecode(Precision.F32), reference.singleTolerance());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void generatedSource(ReferenceCase reference) {
        check(reference, new CompiledEngine(Precision.F64, SourceCompiler::load), reference.tolerance());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void interpreter(ReferenceCase reference) {
        check(reference, new InterpretedEngine(), reference.tolerance());
    }

    @ParameterizedTest
    @MethodSource("operators")
    void operatorsInBytecode(ReferenceCase reference) {
        check(reference, CompiledEngine.bytecode(Precision.F64), reference.tolerance());
    }

    @ParameterizedTest
    @MethodSource("objectives")
    void objectivesInBytecode(ReferenceCase reference) {
        check(reference, CompiledEngine.bytecode(Precision.F64), reference.tolerance());
    }

    @ParameterizedTest
    @MethodSource("operators")
    void operatorsInTheInterpreter(ReferenceCase reference) {
        check(reference, new InterpretedEngine(), reference.tolerance());
    }

    /** The comparison itself can fail: in each number, and in none that is missing. */
    @ParameterizedTest
    @MethodSource("cases")
    void aSlightlyWrongAnswerIsRefused(ReferenceCase reference) {
        var answer = reference.json().get("expected").deepCopy();
        assertThat(reference.faults(answer, reference.tolerance())).isEmpty();
        var outputs = answer.get("outputs");
        outputs.properties().forEach(e -> {
            var data =
                    (com.fasterxml.jackson.databind.node.ArrayNode) e.getValue().get("data");
            data.set(0, TensorJson.number(data.get(0).doubleValue() * (1 + 1e-6) + 1e-9));
        });
        assertThat(reference.faults(answer, reference.tolerance())).hasSize(outputs.size());
    }

    private static void check(ReferenceCase reference, Engine engine, ReferenceCase.Tolerance tolerance) {
        var answer = Answer.to(reference.question(), engine);
        assertThat(reference.faults(answer, tolerance)).isEmpty();
    }
}
