// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.gradwright.compiler.build.Term;
import org.gradwright.compiler.build.Terms;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.onnx.format.OnnxException;
import org.gradwright.onnx.format.OnnxNode;

/**
 * One use of an operator, its operands at hand as terms of the network, and as values as far as they are known.
 *
 * @param values the operands; absent ones at the end may be missing
 */
record Call(OnnxNode node, long opset, Network network, List<Value> values, Statements statements) {

    Settings settings() {
        return new Settings(node.attributes());
    }

    boolean has(int input) {
        return input < values.size() && !(values.get(input) instanceof Value.None);
    }

    int count() {
        return values.size();
    }

    private Value value(int input) {
        if (!has(input)) {
            throw new OnnxException("operand " + (input + 1) + " is missing");
        }
        return values.get(input);
    }

    Term x() {
        return term(0);
    }

    Term y() {
        return term(1);
    }

    /** An operand as an expression: a name, or what is known written out. */
    Term term(int input) {
        return term(value(input), true);
    }

    /** An operand that is not trained. */
    Term state(int input) {
        return term(value(input), false);
    }

    private Term term(Value value, boolean trained) {
        if (value instanceof Value.Sizes sizes) {
            return network.numbers(sizes);
        }
        if (value instanceof Value.Known known) {
            return network.literal(known);
        }
        if (value instanceof Value.Table table) {
            return network.table(table.tensor(), trained);
        }
        return bound(value).term();
    }

    private static Value.Bound bound(Value value) {
        if (value instanceof Value.Bound bound) {
            return bound;
        }
        throw new OnnxException("an operand is a sequence and not a tensor");
    }

    List<Term> terms() {
        return IntStream.range(0, values.size()).mapToObj(this::term).toList();
    }

    TensorType type(int input) {
        Value value = value(input);
        if (value instanceof Value.Known known) {
            return new TensorType(known.element(), shape(known.tensor()));
        }
        if (value instanceof Value.Table table) {
            return TensorType.real(shape(table.tensor().value()));
        }
        if (value instanceof Value.Sizes sizes) {
            return sizes.type();
        }
        return network.builder().type(bound(value).term());
    }

    private static Shape shape(Tensor tensor) {
        return Shape.of(Arrays.stream(tensor.shape()).asLongStream().toArray());
    }

    Element element(int input) {
        return type(input).element();
    }

    boolean isReal(int input) {
        return element(input) == Element.REAL;
    }

    Shape shape(int input) {
        return type(input).shape();
    }

    int rank(int input) {
        return shape(input).rank();
    }

    /** A size. @throws OnnxException when it is free */
    int size(int input, int axis) {
        Size size = shape(input).size(axis);
        if (!size.isKnown()) {
            throw new OnnxException("the size `" + size + "` of axis " + axis + " has to be known: fix it with --dim");
        }
        return (int) size.known();
    }

    /** All sizes. @throws OnnxException when one is free */
    int[] sizes(int input) {
        return IntStream.range(0, rank(input)).map(axis -> size(input, axis)).toArray();
    }

    boolean isKnown(int input) {
        return has(input) && statements.known(value(input)) != null;
    }

    /** An operand that has to be known when compiling. @throws OnnxException when it is not */
    Tensor known(int input) {
        Value.Known known = statements.known(value(input));
        if (known == null) {
            throw new OnnxException(
                    "operand " + (input + 1) + ", `" + node.inputs().get(input) + "`, has to be known when compiling");
        }
        return known.tensor();
    }

    double number(int input) {
        return first(known(input));
    }

    private static double first(Tensor tensor) {
        if (tensor.data().length != 1) {
            throw new OnnxException("a single number is needed, not one of shape " + Arrays.toString(tensor.shape()));
        }
        return tensor.data()[0];
    }

    /** A vector of sizes, which may be free. @throws OnnxException when it is neither known nor made of sizes */
    List<Size> lengths(int input) {
        if (value(input) instanceof Value.Sizes sizes) {
            return sizes.sizes();
        }
        return wholes(input).stream().map(Size::of).toList();
    }

    /** What an operand is, where an operator has use for more than tensors. */
    Value operand(int input) {
        return value(input);
    }

    /** The results of a body for arguments. */
    List<Value> body(String attribute, List<Value> arguments) {
        return statements.body(settings().graph(attribute), arguments);
    }

    /** A value as a term. */
    Term term(Value value) {
        return term(value, true);
    }

    List<Integer> wholes(int input) {
        return Arrays.stream(known(input).data()).mapToObj(v -> (int) v).toList();
    }

    /** An operand that older versions have as an attribute; empty when neither is there. */
    List<Integer> wholes(int input, String attribute) {
        return has(input) ? wholes(input) : settings().wholes(attribute);
    }

    /** An axis counted from the front. */
    int axis(int axis, int rank) {
        if (axis < -rank || axis >= rank) {
            throw new OnnxException("axis " + axis + " is not in a tensor of rank " + rank);
        }
        return axis < 0 ? axis + rank : axis;
    }

    /** An attribute that is an axis of the first operand. */
    int axis(String attribute, int absent) {
        return axis((int) settings().whole(attribute, absent), rank(0));
    }

    /** A part of the result under a name, so that it can be used several times. */
    Term let(String part, Term value) {
        return network.isNamed(value) ? value : network.let(result() + "_" + part, value);
    }

    TensorType type(Term bound) {
        return network.builder().type(bound);
    }

    String result() {
        return node.outputs().stream()
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("unused");
    }

    /** Whether anybody can ask for a result. */
    boolean wants(int output) {
        return output < node.outputs().size() && !node.outputs().get(output).isEmpty();
    }

    /** Whether something in the file reads a result. */
    boolean isRead(int output) {
        return wants(output) && statements.uses().isRead(node.outputs().get(output));
    }

    /** Whether an operand is a table of the file. */
    boolean isTable(int input) {
        return has(input) && values.get(input) instanceof Value.Table;
    }

    /** The number of a size if it is known, else its formula. */
    Term size(Size size) {
        return size.isKnown() ? Terms.of(size.known()) : network.size(size);
    }

    /** A shape as a list. */
    Term list(Shape shape) {
        return Terms.list(shape.sizes().stream().map(this::size).toArray());
    }

    /** So many of one number. */
    static List<Integer> times(int count, int value) {
        return Collections.nCopies(count, value);
    }

    static List<Integer> all(int rank) {
        return new ArrayList<>(IntStream.range(0, rank).boxed().toList());
    }
}
