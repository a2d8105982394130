// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.functions;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.gradwright.compiler.Compilation;
import org.gradwright.compiler.CompileOptions;
import org.gradwright.compiler.Compiler;
import org.gradwright.compiler.LoadedStep;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Origin;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.op.Pointwise;
import org.gradwright.runtime.TrainingStep;
import org.gradwright.runtime.Vectors;

/** A compiled network that is one function, applied to an array; the array's length leaves a rest of a vector. */
final class FunctionModel {
    static final int LENGTH = (1 << 16) + 7;

    private final Compilation compilation;

    FunctionModel(String function) {
        this(x -> Ops.at(Origin.NONE).pointwise(Pointwise.byName().get(function), x));
    }

    FunctionModel(UnaryOperator<Node> function) {
        Node x = Node.of(new Input("x", TensorType.real(Shape.of(LENGTH))), Origin.NONE, List.of());
        Node y = function.apply(x);
        compilation = Compiler.compile(
                new Graph(
                        "Function",
                        Precision.F32,
                        List.of(),
                        List.of(x),
                        List.of(),
                        Map.of("y", y),
                        Map.of(),
                        Map.of(),
                        Optional.empty()),
                CompileOptions.DEFAULT);
    }

    boolean hasVectorForm() {
        return !compilation.step().vectorKernels().isEmpty();
    }

    /** A new instance, which computes with vectors or without. */
    TrainingStep create(boolean vectors) {
        return load(vectors).create(0);
    }

    /** The class, which decides for vectors when it is loaded. */
    LoadedStep load(boolean vectors) {
        System.setProperty(Vectors.PROPERTY, vectors ? "on" : "off");
        try {
            return compilation.load();
        } finally {
            System.clearProperty(Vectors.PROPERTY);
        }
    }

    static float[] apply(TrainingStep model, float[] x) {
        return (float[]) model.predictWith(x)[0];
    }
}
