// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.gradwright.runtime.ModelDescription.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainingStepTest {
    private static final double[] X = {-1, 0, 1, 2};
    private static final double[] Y = {-1, 1, 3, 5};

    @ParameterizedTest
    @EnumSource(Precision.class)
    void startsByTheDescription(Precision precision) {
        try (LineModel model = new LineModel(precision, 3)) {
            double[] w = new double[1];
            Initialiser.parse("normal(1)").fill(w, new int[0], 3, "w");
            double expected = precision == Precision.F32 ? (float) w[0] : w[0];
            assertThat(model.persistent()).containsExactly(Double.NaN, 0.25, expected, 0.0, 0.0, 0.0, 0.0);
            assertThat(model.steps()).isZero();
            assertThat(model.seed()).isEqualTo(3);
            assertThat(model.description().graph()).isEqualTo("Line");
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void trainsThroughTheUntypedDoor(Precision precision) {
        try (LineModel model = new LineModel(precision, 3)) {
            double loss = Double.NaN;
            for (int i = 0; i < 200; i++) {
                loss = model.stepWith(X, new float[] {-1, 1, 3, 5});
            }
            assertThat(loss).isLessThan(1e-10);
            assertThat(model.steps()).isEqualTo(200);
            assertThat(model.metric("loss")).isLessThan(1e-10);
            assertThat(model.metrics()).containsOnlyKeys("loss");
            assertThat(model.parameter("w").get(0)).isCloseTo(2, within(1e-4));
            assertThat(model.parameter("seen").get(0)).isEqualTo(800);
        }
    }

    @Test
    void variablesAreListedByKind() {
        try (LineModel model = new LineModel(Precision.F64, 3)) {
            assertThat(model.parameters()).extracting(Parameter::path).containsExactly("w", "b");
            assertThat(model.states()).extracting(Parameter::path).containsExactly("seen");
            assertThat(model.variables()).extracting(Parameter::path).containsExactly("w", "b", "seen", "w.m", "b.m");
            assertThat(model.parameter("b.m").kind()).isEqualTo(Kind.OPTIMISER);
        }
    }

    @Test
    void unknownNamesAreSuggested() {
        try (LineModel model = new LineModel(Precision.F64, 3)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.parameter("seem"))
                    .withMessage("no parameter is called seem: did you mean seen?");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.parameter("encoder.W"))
                    .withMessage("no parameter is called encoder.W: there are w, b, seen, w.m, b.m");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.metric("los"))
                    .withMessage("no metric is called los: did you mean loss?");
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void growthKeepsThePersistentPart(Precision precision) {
        try (LineModel model = new LineModel(precision, 3)) {
            List<Double> before = model.persistent();
            model.need(100, 5);
            assertThat(model.lengths()).containsExactly(100, 5);
            model.need(50, 2);
            assertThat(model.lengths()).containsExactly(100, 5);
            assertThat(model.persistent()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void needsBeyondAnArrayAreRefused(Precision precision) {
        try (LineModel model = new LineModel(precision, 3)) {
            List<Double> before = model.persistent();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.need(3_000_000_000L, 0))
                    .withMessage("this call needs 3000000000 numbers at once, and an array holds 2147483639:"
                            + " use a smaller batch");
            assertThatIllegalArgumentException().isThrownBy(() -> model.need(0, 1L << 40));
            assertThat(model.persistent()).isEqualTo(before);
            assertThat(model.lengths()[0]).isEqualTo(LineModel.PERSISTENT);
            model.step(X, Y);
        }
    }

    @Test
    void refusedInputChangesNothing() {
        try (LineModel model = new LineModel(Precision.F64, 3)) {
            List<Double> before = model.persistent();
            assertThatIllegalArgumentException().isThrownBy(() -> model.step(X, new double[3]));
            assertThat(model.persistent()).isEqualTo(before);
            assertThat(model.steps()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void aSnapshotRestoresEverything(Precision precision) {
        try (LineModel model = new LineModel(precision, 3);
                LineModel other = new LineModel(precision, 4)) {
            model.step(X, Y);
            Snapshot snapshot = model.snapshot();
            List<Double> then = model.persistent();
            int key = model.key(1);
            double second = model.step(X, Y);
            model.restore(snapshot);
            other.restore(snapshot);
            assertThat(model.persistent()).isEqualTo(then);
            assertThat(snapshot.steps()).isEqualTo(1);
            for (LineModel resumed : List.of(model, other)) {
                assertThat(resumed.steps()).isEqualTo(1);
                assertThat(resumed.seed()).isEqualTo(3);
                assertThat(resumed.key(1)).isEqualTo(key);
                assertThat(resumed.step(X, Y)).isEqualTo(second);
            }
        }
    }

    @Test
    void aSnapshotOfAnotherModelIsRefused() {
        try (LineModel model = new LineModel(Precision.F64, 3);
                LineModel narrow = new LineModel(Precision.F32, 3)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.restore(narrow.snapshot()))
                    .withMessage("this snapshot is of another model: it was taken of Line in f32,"
                            + " and the model is Line in f64");
        }
    }

    @Test
    void randomKeysChangeWithStepNodeAndSeed() {
        try (LineModel model = new LineModel(Precision.F64, 3);
                LineModel other = new LineModel(Precision.F64, 4)) {
            int key = model.key(1);
            assertThat(key)
                    .isEqualTo(CounterRandom.key(3, 1, 1))
                    .isNotEqualTo(model.key(2))
                    .isNotEqualTo(other.key(1));
            model.step(X, Y);
            assertThat(model.key(1)).isEqualTo(CounterRandom.key(3, 2, 1));
        }
    }

    @Test
    void aClosedModelSaysSo() {
        LineModel model = new LineModel(Precision.F32, 3);
        Parameter w = model.parameter("w");
        Snapshot snapshot = model.snapshot();
        model.close();
        model.close();
        List<Consumer<LineModel>> uses = List.of(
                m -> m.step(X, Y),
                m -> m.predictWith(X, null),
                m -> m.metric("loss"),
                TrainingStep::metrics,
                TrainingStep::snapshot,
                m -> m.restore(snapshot),
                m -> m.save(Path.of("never")),
                m -> m.restore(Path.of("never")),
                m -> m.restoreParameters(Path.of("never")),
                m -> w.get(0),
                m -> w.set(0, 1),
                m -> w.set(1.0f),
                m -> w.set(1.0),
                m -> w.floats(),
                m -> w.doubles());
        for (Consumer<LineModel> use : uses) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> use.accept(model))
                    .withMessage("this Line is closed: create or load another one");
        }
    }

    @Test
    void aParameterIsALiveView() {
        ModelDescription description = ModelDescription.parse(
                "gradwright-model 1\ngraph M\nprecision f32\npersistent 8\nparam h.W [2, 3] at 2 = values(1,2,3,4,5,6)\n");
        try (LineModel model = new LineModel(description, 1)) {
            Parameter w = model.parameter("h.W");
            assertThat(w).hasToString("param h.W [2, 3]");
            assertThat(w.shape()).containsExactly(2, 3);
            assertThat(w.size()).isEqualTo(6);
            model.need(1000, 0);
            w.set(5, 0.1);
            assertThat(w.doubles()).containsExactly(1, 2, 3, 4, 5, 0.1f);
            assertThat(w.get(5)).isEqualTo(0.1f);
            w.set(6f, 5f, 4f, 3f, 2f, 1f);
            assertThat(w.floats()).containsExactly(6, 5, 4, 3, 2, 1);
            w.set(0, 0, 0, 0, 0, 0.5);
            assertThat(w.floats()).containsExactly(0, 0, 0, 0, 0, 0.5f);
            w.shape()[0] = 9;
            assertThat(w.shape()).containsExactly(2, 3);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> w.set(1f, 2f))
                    .withMessage("h.W has the shape [2, 3], 6 values, not 2");
            for (int index : new int[] {-1, 6}) {
                assertThatThrownBy(() -> w.get(index))
                        .isInstanceOf(IndexOutOfBoundsException.class)
                        .hasMessage("h.W has no element " + index + ": it has 6");
                assertThatThrownBy(() -> w.set(index, 1)).isInstanceOf(IndexOutOfBoundsException.class);
            }
        }
    }
}
