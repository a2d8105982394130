// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gradwright.compiler.graph.Dim;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.graph.Variable;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What users of a generated class see: checks at the door, names, traces. */
class StepClassFaceTest extends ModelOfNodes {
    @Test
    void arraysOfWrongLengthAreRefused() {
        mlp();
        try (var model = model()) {
            assertThatThrownBy(() -> model.stepWith(new double[7], new double[4]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("x has 7 values, but real[batch, 4] needs a multiple of 4");
            assertThatThrownBy(() -> model.stepWith(new double[8], new double[6]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("t has 6 values, but real[batch, 2] with batch = 2 needs 4");
            assertThatThrownBy(() -> model.stepWith(new double[0], new double[0]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("x has 0 values: batch must be at least 1");
            assertThatThrownBy(() -> model.stepWith(null, new double[2]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("x is null, but an array is needed");
            assertThatThrownBy(() -> model.stepWith(arguments(new double[4])))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("x, t");
            assertThat(model.steps()).isZero();
        }
    }

    @Test
    void aFailingStepNamesTheModelsLine() {
        Node table = variable(Variable.Kind.PARAMETER, "emb", 5, 2);
        Node at = input("label", Element.I32, BATCH);
        loss = G.mean(G.square(G.gather(table, at, 0).named("row")), List.of(0, 1), false);
        try (var model = model()) {
            double[] before = model.parameter("emb").doubles();
            assertThatThrownBy(() -> model.stepWith((Object) new int[] {0, 5}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("5 is not in 0..<5")
                    .satisfies(e -> assertThat(e.getStackTrace())
                            .anySatisfy(f -> assertThat(f.toString()).contains("(model.graph:7)")));
            assertThat(model.parameter("emb").doubles()).isEqualTo(before);
            assertThat(model.steps()).isZero();
        }
    }

    @Test
    void debuggersFindSourceFileAndLines() {
        mlp();
        var seen = new HashSet<String>();
        new ClassReader(compile(Precision.F64).classFile().bytes())
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public void visitSource(String source, String debug) {
                                seen.add(source);
                            }

                            @Override
                            public MethodVisitor visitMethod(int a, String name, String d, String s, String[] e) {
                                return new MethodVisitor(Opcodes.ASM9) {
                                    @Override
                                    public void visitLineNumber(int line, Label start) {
                                        seen.add(name + ":" + line);
                                    }
                                };
                            }
                        },
                        0);
        assertThat(seen).contains("model.graph", "step_loss:7", "evaluate_loss:7");
    }

    @Test
    void inputsAndOutputsOfAllElements() {
        outputs.put("b", G.not(input("p", Element.BOOL, BATCH)));
        outputs.put("n", G.add(input("k", Element.I32, BATCH), G.whole(1)));
        outputs.put("s", G.mul(real("a"), G.toReal(input("m", Element.I32))));
        outputs.put("q", G.and(input("flag", Element.BOOL), G.truth(true)));
        outputs.put("same", inputs.get(0));
        try (var model = model()) {
            Object[] out = model.predictWith(new boolean[] {true, false}, new int[] {4, -1}, 1.5, 3, true);
            assertThat(out[0]).isEqualTo(new boolean[] {false, true});
            assertThat(out[1]).isEqualTo(new int[] {5, 0});
            assertThat(out[2]).isEqualTo(new double[] {4.5});
            assertThat(out[3]).isEqualTo(new boolean[] {true});
            assertThat(out[4]).isEqualTo(new boolean[] {true, false});
        }
    }

    @Test
    void aSizeThatNoLengthTellsIsPassed() throws ReflectiveOperationException {
        Node tokens = input("tokens", Element.I32, BATCH, TIME);
        outputs.put("y", G.sum(tokens, List.of(1), false));
        try (var model = model()) {
            var method = model.getClass().getMethod("y", int.class, int[].class);
            assertThat(method.invoke(model, 2, new int[] {1, 2, 3, 4, 5, 6})).isEqualTo(new int[] {6, 15});
            assertThat(model.predictWith(3, new int[] {1, 2, 3, 4, 5, 6})[0]).isEqualTo(new int[] {3, 7, 11});
            assertThatThrownBy(() -> model.predictWith(0, new int[6]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("batch must be at least 1, not 0");
            assertThatThrownBy(() -> model.predictWith(4, new int[6])).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void promisesAboutSizesAreChecked() {
        dims = List.of(new Dim("batch", 2, 6, 2, "batch in 2, 4, 6"));
        outputs.put("y", G.sin(real("x", BATCH)));
        try (var model = model()) {
            assertThat(model.predictWith((Object) new double[4])).hasSize(1);
            for (int wrong : new int[] {1, 3, 8}) {
                assertThatThrownBy(() -> model.predictWith((Object) new double[wrong]))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("batch = " + wrong + ", but the model needs batch in 2, 4, 6");
            }
        }
    }

    @Test
    void aModelNeedsNeitherTrainingNorOutputs() {
        real("x", BATCH);
        try (var model = model()) {
            assertThat(model.predictWith((Object) new double[3])).isEmpty();
            assertThatThrownBy(() -> model.stepWith((Object) new double[3]))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("no train line");
        }
    }

    @Test
    void anyNameBecomesAMethod() throws ReflectiveOperationException {
        Node x = real("double", BATCH);
        variable(Variable.Kind.PARAMETER, "h[0].W", 3);
        outputs.put("class", G.sin(x));
        outputs.put("step", G.cos(x));
        outputs.put("wait", G.neg(x));
        try (var model = model()) {
            for (String name : List.of("class_", "wait_")) {
                assertThat(model.getClass().getMethod(name, double[].class)).isNotNull();
            }
            assertThat(model.getClass().getMethod("h_0_W").invoke(model)).isEqualTo(model.parameter("h[0].W"));
        }
    }

    @Test
    void namesThatBecomeOneAreRefused() {
        variable(Variable.Kind.PARAMETER, "h[0].W", 3);
        variable(Variable.Kind.STATE, "h_0_W", 3);
        assertThatThrownBy(() -> compile(Precision.F64))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("`h[0].W` and `h_0_W` both become the Java method h_0_W()");
    }

    /** The kernel of value `y_y` in `predict` and that of `y` in the program of output `y` wish for one name. */
    @Test
    void kernelsOfDifferentProgramsNeverMeet() {
        Node x = real("x", BATCH);
        outputs.put(
                "y",
                G.exp(G.sum(G.mul(x, G.constant(2)), List.of(0), false).named("z"))
                        .named("y"));
        outputs.put(
                "predict_y",
                G.cos(G.sum(G.sin(x), List.of(0), false).named("y_z")).named("y_y"));
        try (var model = model()) {
            Object[] all = model.predictWith((Object) new double[] {0.5, 0.25});
            assertThat((double[]) all[0]).containsExactly(Math.exp(1.5));
            assertThat((double[]) all[1]).containsExactly(Math.cos(Math.sin(0.5) + Math.sin(0.25)));
        }
    }

    @Test
    void eachOutputTakesTheInputsThatItNeeds() throws ReflectiveOperationException {
        Node a = real("a", BATCH);
        Node b = real("b", TIME);
        outputs.put("first", G.sin(a));
        outputs.put("second", G.cos(b));
        try (var model = model()) {
            var type = model.getClass();
            assertThat((double[]) type.getMethod("first", double[].class).invoke(model, new double[] {1}))
                    .containsExactly(Math.sin(1));
            assertThat((double[]) type.getMethod("second", double[].class).invoke(model, new double[] {2}))
                    .containsExactly(Math.cos(2));
        }
    }

    @Test
    void twoHundredInputs() {
        Node sum = G.constant(0);
        for (int i = 0; i < 200; i++) {
            sum = G.add(sum, i % 2 == 0 ? real("x" + i, BATCH) : G.mul(real("x" + i, BATCH), G.constant(i)));
        }
        outputs.put("y", sum);
        try (var model = model()) {
            Object[] values = new Object[200];
            Arrays.setAll(values, i -> new double[] {1, 2});
            assertThat((double[]) model.predictWith(values)[0]).containsExactly(10100, 20200);
        }
    }

    @Test
    void moreInputsThanAMethodTakesAreRefused() {
        for (int i = 0; i < 130; i++) {
            outputs.put("y" + i % 3, G.sin(real("x" + i)));
        }
        assertThatThrownBy(() -> compile(Precision.F64))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the model has 130 inputs, more than a Java method takes: join some of them into one tensor");
    }

    @Test
    void anInputIsNotCalledLikeAFreeSize() {
        outputs.put("y", G.sin(real("batch", BATCH)));
        assertThatThrownBy(() -> compile(Precision.F64))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("`batch` is both an input and a free size: rename one of them");
    }

    @Test
    void kernelsAreCalledAfterTheModelsValues() {
        mlp();
        Set<String> methods = compile(Precision.F64).classFile().methodSizes().keySet();
        assertThat(methods).contains("step_loss", "predict_y");
    }
}
