// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.NormBound;
import org.gradwright.compiler.graph.Optimiser;
import org.gradwright.compiler.graph.Origin;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.graph.Training;
import org.gradwright.compiler.graph.Variable;
import org.gradwright.compiler.interpret.Interpreter;
import org.gradwright.compiler.op.Ops;
import org.junit.jupiter.api.Test;

class TrainingGraphTest {
    private static final Ops G = Ops.at(new Origin("test.graph", 9, 1, "loss"));
    private static final Node X = Node.of(new Input("x", TensorType.SCALAR), Origin.NONE, List.of());
    private static final Node U = variable(Variable.Kind.PARAMETER, "u", Shape.SCALAR);
    private static final Node V = variable(Variable.Kind.PARAMETER, "v", Shape.SCALAR);
    private static final Node SEEN = variable(Variable.Kind.STATE, "seen", Shape.SCALAR);

    /** Its gradient by u is x, by v it is 3. */
    private static final Node LOSS = G.add(G.mul(U, X), G.mul(V, G.constant(3)));

    private static Node variable(Variable.Kind kind, String path, Shape shape) {
        return Node.of(new Variable(kind, path, shape, "zeros"), Origin.NONE, List.of());
    }

    private static Graph graph(Training training) {
        Node output = G.where(G.training(), G.constant(-1), G.mul(U, X));
        return new Graph(
                "Test",
                Precision.F64,
                List.of(),
                List.of(X),
                List.of(U, V, SEEN),
                Map.of("y", output),
                Map.of("m", G.where(G.training(), SEEN, G.constant(-2))),
                Map.of("seen", G.add(SEEN, G.constant(1))),
                Optional.of(training));
    }

    private static Training plain() {
        Optimiser sgd = Sgd.of(1);
        return Training.of(LOSS, Map.of("u", sgd, "v", sgd));
    }

    private static Training with(
            Optional<NormBound> norm, OptionalDouble value, int accumulate, OptionalDouble average) {
        Training t = plain();
        return new Training(t.label(), LOSS, t.optimisers(), norm, value, accumulate, average);
    }

    private static Map<String, Tensor> x(double value) {
        return Map.of("x", Tensor.scalar(value));
    }

    private static Trainer trainer(Training training) {
        return new Trainer(TrainingGraph.of(graph(training)), Map.of(), Map.of());
    }

    @Test
    void stepsDownTheGradientAndKeepsStates() {
        Trainer trainer = trainer(plain());
        assertThat(trainer.step(x(2))).isEqualTo(0);
        assertThat(trainer.step(x(5))).isEqualTo(-2 * 5 - 9);
        assertThat(trainer.number("u")).isEqualTo(-7);
        assertThat(trainer.number("v")).isEqualTo(-6);
        assertThat(trainer.number("seen")).isEqualTo(2);
    }

    @Test
    void aFrozenParameterStays() {
        var training = TrainingGraph.of(graph(Training.of(LOSS, Map.of("u", Sgd.of(1)))));
        assertThat(training.next()).containsOnlyKeys("u", "seen");
        assertThat(training.variables()).hasSize(3);
    }

    @Test
    void clipsTheNormOfAllGradientsTogether() {
        Trainer trainer =
                trainer(with(Optional.of(NormBound.of(1)), OptionalDouble.empty(), 1, OptionalDouble.empty()));
        trainer.step(x(4));
        assertThat(trainer.number("u")).isCloseTo(-4 / (5 + 1e-6), within(1e-15));
        assertThat(trainer.number("v")).isCloseTo(-3 / (5 + 1e-6), within(1e-15));
    }

    @Test
    void theBoundOfTheNormMayBeExact() {
        Trainer trainer =
                trainer(with(Optional.of(new NormBound(2.5, 0)), OptionalDouble.empty(), 1, OptionalDouble.empty()));
        trainer.step(x(4));
        assertThat(trainer.number("u")).isEqualTo(-2);
    }

    @Test
    void leavesSmallGradientsUnclipped() {
        Trainer trainer =
                trainer(with(Optional.of(NormBound.of(6)), OptionalDouble.empty(), 1, OptionalDouble.empty()));
        trainer.step(x(4));
        assertThat(trainer.number("u")).isEqualTo(-4);
    }

    @Test
    void clipsValuesBeforeTheNorm() {
        Trainer trainer =
                trainer(with(Optional.of(NormBound.of(1)), OptionalDouble.of(0.5), 1, OptionalDouble.empty()));
        trainer.step(x(-4));
        assertThat(trainer.number("u")).isEqualTo(0.5);
        assertThat(trainer.number("v")).isEqualTo(-0.5);
    }

    @Test
    void accumulatesTheMeanOfSeveralSteps() {
        Trainer trainer = trainer(with(Optional.empty(), OptionalDouble.empty(), 3, OptionalDouble.empty()));
        trainer.step(x(1));
        trainer.step(x(2));
        assertThat(trainer.number("u")).isEqualTo(0);
        assertThat(trainer.number("u#gradient")).isEqualTo(3);
        trainer.step(x(6));
        assertThat(trainer.number("u")).isEqualTo(-3);
        assertThat(trainer.number("u#gradient")).isEqualTo(0);
        assertThat(trainer.number("seen")).isEqualTo(3);
    }

    @Test
    void countsUpdatesNotSteps() {
        var falling = new Sgd(new Schedule.Step(1, 1, 0.5), 0, 0, false, 0);
        var training = new Training(
                "step",
                LOSS,
                Map.of("u", falling),
                Optional.empty(),
                OptionalDouble.empty(),
                2,
                OptionalDouble.empty());
        Trainer trainer = trainer(training);
        for (int i = 0; i < 4; i++) {
            trainer.step(x(1));
        }
        assertThat(trainer.number("u")).isEqualTo(-1.5);
    }

    @Test
    void theAverageStartsAtTheFirstWeights() {
        Trainer trainer = trainer(with(Optional.empty(), OptionalDouble.empty(), 1, OptionalDouble.of(0.75)));
        trainer.step(x(2));
        assertThat(trainer.number("u#average")).isEqualTo(-2);
        trainer.step(x(2));
        assertThat(trainer.number("u#average")).isEqualTo(0.75 * -2 + 0.25 * -4);
    }

    @Test
    void evaluationAndPredictionSeeTrainingFalseAndUpdateNothing() {
        var training = TrainingGraph.of(graph(plain()));
        var trainer = new Trainer(training, Map.of(), Map.of("u", Tensor.scalar(5)));
        Graph prediction = training.prediction();
        Graph evaluation = training.evaluation();
        var state = trainer.evaluation(x(2), true);
        assertThat(Interpreter.evaluate(prediction.outputs().get("y"), state).data())
                .containsExactly(10);
        assertThat(Interpreter.evaluate(evaluation.metrics().get("m"), state).data())
                .containsExactly(-2);
        assertThat(Interpreter.evaluate(training.metrics().get("m"), state).data())
                .containsExactly(0);
        assertThat(prediction.next()).isEmpty();
        assertThat(prediction.trainings()).isEmpty();
        assertThat(evaluation.outputs()).isEmpty();
        assertThat(evaluation.trainings()).hasSize(1);
    }

    @Test
    void slotsAreVariablesNamedAfterTheirParameter() {
        var graph = graph(Training.of(LOSS, Map.of("u", Adam.of(0.1), "v", Sgd.of(1))));
        assertThat(TrainingGraph.of(graph).variables())
                .extracting(n -> Graph.variable(n).path())
                .containsExactly("u", "v", "seen", "u#m", "u#v");
    }

    @Test
    void aGraphWithoutTrainingHasNoStep() {
        Graph g = graph(plain());
        var predicting = new Graph(
                g.name(),
                g.precision(),
                g.dims(),
                g.inputs(),
                g.variables(),
                g.outputs(),
                g.metrics(),
                g.next(),
                Optional.empty());
        assertThatThrownBy(() -> TrainingGraph.of(predicting))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("graph Test has no training");
    }
}
