// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.graph;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.gradwright.compiler.kernel.Expr;

/**
 * How a kernel computes a node's elements. Indices are integer expressions, one an axis, each within its axis; a rule
 * must only read inputs at indices that lie within them, on both sides of a select too (clamp before you read).
 */
public sealed interface Lowering {
    /** Reads elements of a node's inputs, from memory or by computing them on the spot. */
    interface Reader {
        /** The element of an input at an index with one entry an axis of that input. */
        Expr read(int input, List<Expr> index);

        /** The element of an input at a row-major position. */
        Expr readLinear(int input, Expr position);

        /** Reads the same elements and then something else instead. @param replacement of an input's element */
        default Reader then(BiFunction<Integer, Expr, Expr> replacement) {
            Reader original = this;
            return new Reader() {
                @Override
                public Expr read(int input, List<Expr> index) {
                    return replacement.apply(input, original.read(input, index));
                }

                @Override
                public Expr readLinear(int input, Expr position) {
                    return replacement.apply(input, original.readLinear(input, position));
                }
            };
        }
    }

    /** Each element is an expression of elements of the inputs. */
    record Elementwise(Rule rule) implements Lowering {
        /** The element at an index. */
        public interface Rule {
            Expr at(Reader inputs, List<Expr> index);
        }
    }

    /** The same elements in the same order under another shape: a reshape costs nothing. */
    record Alias() implements Lowering {}

    /**
     * Each element folds a block of values, in ascending order of the inner index:
     * {@code acc = initial; for inner: acc = step(acc, inner)}. Several accumulators go side by side (arg max).
     *
     * @param extents the sizes of the inner loops, outermost first
     * @param initial one constant an accumulator
     * @param result which accumulator is the node's element
     * @param turns how many turns the outermost loop takes for an element; empty if all that there are
     */
    record Fold(List<Size> extents, List<Expr> initial, Step step, int result, Optional<Turns> turns)
            implements Lowering {
        /** With all turns for all elements. */
        public Fold(List<Size> extents, List<Expr> initial, Step step, int result) {
            this(extents, initial, step, result, Optional.empty());
        }

        /** The accumulators after one more value. */
        public interface Step {
            List<Expr> next(Reader inputs, List<Expr> outer, List<Expr> inner, List<Expr> accumulators);
        }

        /** At most the first extent, and the same along all axes whose elements are computed side by side. */
        public interface Turns {
            Expr at(List<Expr> outer);
        }
    }

    /**
     * The result starts as zeros; each source element is added at its target:
     * {@code for source in extents: result[target(source)] += value(source)}, in ascending order.
     */
    record Scatter(List<Size> extents, Target target, Elementwise.Rule value) implements Lowering {
        /** The index in the result, one entry an axis, for a source index. */
        public interface Target {
            List<Expr> at(Reader inputs, List<Expr> source);
        }
    }

    /** A value that a loop leaves behind. */
    record Repeated() implements Lowering {}

    /** A value that lives in memory before the step begins: an input, a parameter, a state, a table of constants. */
    record Stored() implements Lowering {}
}
