// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import static org.gradwright.compiler.build.Functions.argmax;
import static org.gradwright.compiler.build.Functions.log;
import static org.gradwright.compiler.build.Functions.maximum;
import static org.gradwright.compiler.build.Functions.randomNormal;
import static org.gradwright.compiler.build.Functions.randomUniform;
import static org.gradwright.compiler.build.Terms.add;
import static org.gradwright.compiler.build.Terms.less;
import static org.gradwright.compiler.build.Terms.mul;
import static org.gradwright.compiler.build.Terms.neg;
import static org.gradwright.compiler.build.Terms.sub;

import java.util.List;
import java.util.Map;
import org.gradwright.compiler.build.Subscript;
import org.gradwright.compiler.build.Term;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.onnx.format.ElementType;

/** Operators that draw random numbers: new ones in each step, from the seed of the training and not from the file's. */
final class Draws {
    /** Instead of zero, whose logarithm is infinite. */
    private static final double LEAST = 1e-30;

    private Draws() {}

    static final Map<String, Operator> ALL = Table.of(
            Table.single("RandomNormal", c -> normal(c, written(c))),
            Table.single("RandomNormalLike", c -> normal(c, c.shape(0))),
            Table.single("RandomUniform", c -> uniform(c, written(c))),
            Table.single("RandomUniformLike", c -> uniform(c, c.shape(0))),
            Table.single("Bernoulli", Draws::trial),
            Table.single("Multinomial", Draws::classes));

    private static Shape written(Call c) {
        return Shape.of(c.settings().wholes("shape").stream()
                .mapToLong(Integer::longValue)
                .toArray());
    }

    private static Term normal(Call c, Shape shape) {
        Term drawn = randomNormal(c.list(shape));
        return moved(drawn, c.settings().number("scale", 1), c.settings().number("mean", 0));
    }

    private static Term uniform(Call c, Shape shape) {
        double low = c.settings().number("low", 0);
        return moved(randomUniform(c.list(shape)), c.settings().number("high", 1) - low, low);
    }

    private static Term moved(Term drawn, double scale, double shift) {
        Term scaled = scale == 1 ? drawn : mul(scale, drawn);
        return shift == 0 ? scaled : add(shift, scaled);
    }

    /** One with the probability that the operand is. */
    private static Term trial(Call c) {
        Term one = c.let("one", less(randomUniform(c.list(c.shape(0))), c.x()));
        long type = c.settings().whole("dtype", ElementType.FLOAT.number());
        return Elementwise.converted(one, Element.BOOL, ElementType.of(type).required("the result"));
    }

    /** The class of the largest logit, after noise by Gumbel's distribution: drawn with the probabilities of softmax. */
    private static Term classes(Call c) {
        Size count = Size.of(c.settings().whole("sample_size", 1));
        Shape all = new Shape(List.of(c.shape(0).size(0), count, c.shape(0).size(1)));
        Term uniform = c.let("uniform", maximum(randomUniform(c.list(all)), LEAST));
        Term logits = c.x().at(Subscript.all(), Subscript.newAxis());
        return argmax(sub(logits, log(neg(log(uniform))))).axis(-1);
    }
}
