// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Operation;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.graph.TypeError;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Expr.Arg;
import org.gradwright.compiler.kernel.ScalarEvaluator;
import org.gradwright.compiler.kernel.Substitution;
import org.gradwright.compiler.notation.Formula;

/**
 * An operation that works element by element, its operands broadcast to a common shape. Everything about it follows from
 * its value and its partial derivatives as scalar expressions.
 *
 * @param attributes as printed; distinguishes operations of one name
 * @param arguments the element of each operand
 * @param result the element of the result
 * @param value of the operands {@code Arg(0)}, {@code Arg(1)}, ...
 * @param partials the derivative by each operand, of the operands and, as {@code Arg(arity)}, the result; the constant 0
 *     where no gradient passes; empty for a result that is not real
 */
public record Pointwise(
        String name, String attributes, List<Element> arguments, Element result, Expr value, List<Expr> partials)
        implements Operation {
    public Pointwise {
        arguments = List.copyOf(arguments);
        partials = List.copyOf(partials);
    }

    /** All of them by name, except those that have attributes. */
    public static Map<String, Pointwise> byName() {
        return Operations.ALL.stream().collect(Collectors.toMap(Pointwise::name, op -> op));
    }

    public int arity() {
        return arguments.size();
    }

    /** The placeholders of operands and result, in the order of the indices in the expressions. */
    List<Arg> placeholders() {
        var all = new ArrayList<>(arguments);
        all.add(result);
        return IntStream.range(0, all.size())
                .mapToObj(i -> new Arg(i, all.get(i).scalar()))
                .toList();
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        var elements = inputs.stream().map(TensorType::element).toList();
        if (!elements.equals(arguments)) {
            throw new TypeError("`" + name + "` takes "
                    + arguments.stream().map(Element::toString).collect(Collectors.joining(" and ")) + ", not "
                    + Broadcasting.list(inputs));
        }
        return new TensorType(result, Broadcasting.common(name, inputs));
    }

    @Override
    public List<Node> vjp(Node node, Node cotangent) {
        var chain = new ChainRule(node);
        var cotangents = new ArrayList<Node>();
        for (int i = 0; i < arity(); i++) {
            Node product = partials.isEmpty() ? null : chain.times(cotangent, partials.get(i));
            cotangents.add(
                    product == null
                            ? null
                            : chain.ops().sumTo(product, node.input(i).shape()));
        }
        return cotangents;
    }

    @Override
    public Formula notation(Node node, List<Formula> operands) {
        return PointwiseNotation.of(this, node, operands);
    }

    @Override
    public Lowering lowering(Node node) {
        var shapes = node.inputs().stream().map(Node::shape).toList();
        return new Lowering.Elementwise((inputs, index) -> Substitution.args(
                value,
                IntStream.range(0, shapes.size())
                        .mapToObj(i -> inputs.read(i, Broadcasting.index(shapes.get(i), index)))
                        .toList()));
    }

    @Override
    public Tensor evaluate(Node node, List<Tensor> inputs, Evaluation evaluation) {
        return Tensors.fill(shape(node, evaluation), index -> {
            double[] values = inputs.stream()
                    .mapToDouble(t -> t.get(Broadcasting.index(t.shape(), index)))
                    .toArray();
            return new ScalarEvaluator(leaf -> values[((Arg) leaf).index()]).evaluate(value);
        });
    }

    private static int[] shape(Node node, Evaluation evaluation) {
        Shape shape = node.shape();
        return shape.evaluate(evaluation.sizes());
    }

    /** Names and attributes identify a pointwise operation; its expressions follow. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Pointwise op && name.equals(op.name) && attributes.equals(op.attributes);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + attributes.hashCode();
    }

    @Override
    public String toString() {
        return name + attributes;
    }
}
