// SPDX-License-Identifier: Apache-2.0
package org.gradwright.conformance;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.gradwright.compiler.Compilation;
import org.gradwright.compiler.CompileOptions;
import org.gradwright.compiler.Compiler;
import org.gradwright.compiler.LoadedStep;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.runtime.TrainingStep;

/**
 * Compiles a graph and runs the class.
 *
 * @param loader how the compiled graph becomes a class
 */
public record CompiledEngine(Precision precision, Function<Compilation, LoadedStep> loader) implements Engine {
    private static final long SEED = 1;

    /** The bytecode that is shipped. */
    public static CompiledEngine bytecode(Precision precision) {
        return new CompiledEngine(precision, Compilation::load);
    }

    @Override
    public Model start(Graph graph) {
        Compilation compilation = Compiler.compile(graph.withPrecision(precision), CompileOptions.DEFAULT);
        return new Compiled(graph, precision, loader.apply(compilation).create(SEED));
    }

    private record Compiled(Graph graph, Precision precision, TrainingStep step) implements Model {
        @Override
        public Tensor parameter(String name) {
            var parameter = step.parameter(name);
            return new Tensor(parameter.shape(), parameter.doubles());
        }

        @Override
        public void parameter(String name, Tensor value) {
            step.parameter(name).set(value.data());
        }

        @Override
        public Map<String, Tensor> predict(Map<String, Tensor> inputs) {
            Iterator<Object> values =
                    List.of(step.predictWith(arguments(inputs))).iterator();
            var outputs = new LinkedHashMap<String, Tensor>();
            graph.outputs().forEach((name, node) -> outputs.put(name, tensor(node, values.next())));
            return outputs;
        }

        @Override
        public double step(Map<String, Tensor> inputs) {
            return step.stepWith(arguments(inputs));
        }

        @Override
        public double metric(String name) {
            return step.metric(name);
        }

        private Object[] arguments(Map<String, Tensor> inputs) {
            return graph.inputs().stream()
                    .map(node -> argument(node, inputs.get(((Input) node.operation()).path())))
                    .toArray();
        }

        private Object argument(Node input, Tensor value) {
            double[] data = value.data();
            return switch (input.type().element()) {
                case REAL -> precision == Precision.F64 ? data : floats(data);
                case I32 -> Arrays.stream(data).mapToInt(v -> (int) v).toArray();
                case BOOL -> booleans(data);
            };
        }

        private static float[] floats(double[] data) {
            var floats = new float[data.length];
            IntStream.range(0, data.length).forEach(i -> floats[i] = (float) data[i]);
            return floats;
        }

        private static boolean[] booleans(double[] data) {
            var booleans = new boolean[data.length];
            IntStream.range(0, data.length).forEach(i -> booleans[i] = data[i] != 0);
            return booleans;
        }

        private static Tensor tensor(Node node, Object value) {
            int[] shape = node.shape().evaluate(Map.of());
            return new Tensor(shape, doubles(value));
        }

        private static double[] doubles(Object value) {
            if (value instanceof double[] doubles) {
                return doubles;
            }
            if (value instanceof float[] floats) {
                return IntStream.range(0, floats.length)
                        .mapToDouble(i -> floats[i])
                        .toArray();
            }
            if (value instanceof int[] ints) {
                return Arrays.stream(ints).asDoubleStream().toArray();
            }
            if (value instanceof boolean[] booleans) {
                return IntStream.range(0, booleans.length)
                        .mapToDouble(i -> booleans[i] ? 1 : 0)
                        .toArray();
            }
            return new double[] {value instanceof Boolean b ? (b ? 1 : 0) : ((Number) value).doubleValue()};
        }
    }
}
