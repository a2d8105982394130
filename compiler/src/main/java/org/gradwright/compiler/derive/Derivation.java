// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.derive;

import java.util.List;
import java.util.Optional;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Origin;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.notation.Formula;
import org.gradwright.compiler.notation.Formula.Relation;
import org.gradwright.compiler.notation.Formula.Symbol;

/**
 * How the gradients of a model follow from its equations.
 *
 * @param model its name
 * @param of what is derived, most often the loss
 * @param isNumber whether that is one number
 * @param forward the equations, each after those that it reads
 * @param backward the derivative by each value, from the result towards the parameters
 * @param rules of the operations that occur, once each
 */
public record Derivation(
        String model, Symbol of, boolean isNumber, List<Equation> forward, List<Step> backward, List<Rule> rules) {
    public Derivation {
        forward = List.copyOf(forward);
        backward = List.copyOf(backward);
        rules = List.copyOf(rules);
    }

    /**
     * A value by the values before it.
     *
     * @param elements what a single element of each convolution in it is
     * @param value to compute it
     */
    public record Equation(
            Formula left, Formula right, List<Relation> elements, TensorType type, Origin origin, Node value) {
        public Equation {
            elements = List.copyOf(elements);
        }
    }

    /**
     * A way by which a value enters the result.
     *
     * @param factors of the chain rule: the derivative by the next value on that way, and that value's by this one
     * @param through the next value on that way
     * @param local the derivative of that value by this one where it can be written as a matrix
     * @param value what the way adds to the derivative
     */
    public record Way(List<Formula> factors, Formula through, Optional<Formula> local, Formula value) {}

    /**
     * The derivative by one value.
     *
     * @param name of the value
     * @param left what is derived: {@code dL/dv}
     * @param ways by which the value enters the result; the derivative is their sum
     * @param result the derivative in its simplest form
     * @param simplified whether the result is shorter than what the ways say
     * @param elements what a single element of each convolution in the result is
     * @param reused values of the forward pass that the result reads
     * @param closed the result without other derivatives in it, where that is short
     * @param closedValue to compute that
     * @param chain the factors from the result to this value, where there is one way only
     * @param isParameter whether somebody asked for it
     * @param value to compute it
     */
    public record Step(
            String name,
            Formula left,
            List<Way> ways,
            Formula result,
            boolean simplified,
            List<Relation> elements,
            List<Formula> reused,
            Optional<Formula> closed,
            Optional<Node> closedValue,
            List<Factor> chain,
            Shape shape,
            boolean isParameter,
            Node value) {
        public Step {
            ways = List.copyOf(ways);
            elements = List.copyOf(elements);
            reused = List.copyOf(reused);
            chain = List.copyOf(chain);
        }
    }

    /** A factor of the chain rule; a row for each element of what is derived, a column for each of what it is derived by. */
    public record Factor(Formula partial, String rows, String columns) {}

    /** The rule of an operation: {@code C = A B}, and what its operands get. */
    public record Rule(String operation, Formula forward, List<Formula> backward) {
        public Rule {
            backward = List.copyOf(backward);
        }
    }
}
