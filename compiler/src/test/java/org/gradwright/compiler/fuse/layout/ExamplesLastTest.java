// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Origin;
import org.gradwright.compiler.graph.ProgramSpec;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.op.Convolution;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.op.Reshape;
import org.gradwright.compiler.op.Sliding;
import org.gradwright.compiler.op.Transpose;
import org.junit.jupiter.api.Test;

class ExamplesLastTest {
    private static final Ops G = Ops.at(Origin.NONE);
    private static final Size BATCH = Size.free("batch");

    private static Node input(String name, Size... shape) {
        return Node.of(new Input(name, TensorType.real(Shape.of(shape))), Origin.NONE, List.of());
    }

    private static Node images() {
        Node x = input("x", BATCH, Size.ONE, Size.of(3), Size.of(8), Size.of(8));
        Node w = input("w", Size.ONE, Size.of(4), Size.of(3), Size.of(3), Size.of(3));
        return G.node(new Convolution(List.of(Sliding.DENSE, Sliding.DENSE)), x, w);
    }

    @Test
    void flattenedImagesHaveTheExamplesLastToo() {
        Node flat = G.reshape(images(), Shape.of(BATCH, Size.of(4 * 6 * 6)));
        Node y = G.matmul(flat, input("v", Size.of(4 * 6 * 6), Size.of(5)));
        var spec = new ProgramSpec("predict", Map.of(), Map.of("y", y), Map.of());

        Node operand = ExamplesLast.apply(spec).outputs().get("y").input(0);

        assertThat(operand.type()).isEqualTo(flat.type());
        assertThat(operand.operation()).as("no division finds a pixel").isInstanceOf(Transpose.class);
        assertThat(operand.input(0).operation()).isInstanceOf(Reshape.class);
    }
}
