// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.syntax;

import java.util.List;
import java.util.Optional;
import org.gradwright.compiler.lang.diagnostic.Span;

/** One statement. A block keeps its statements in the order of the text. */
public sealed interface Statement extends Item {

    /** {@code input x, t : real[batch, 784]}. */
    record Input(List<Name> names, TypeSyntax type, Span span) implements Statement {
        public Input {
            names = List.copyOf(names);
        }
    }

    /** {@code param W : real[n, units] = glorot_uniform}; without a type each name is a scalar. */
    record Param(List<Name> names, Optional<TypeSyntax> type, Expression initialiser, Span span) implements Statement {
        public Param {
            names = List.copyOf(names);
        }
    }

    /** {@code state mean : real[c] = zeros}. */
    record State(List<Name> names, TypeSyntax type, Expression initialiser, Span span) implements Statement {
        public State {
            names = List.copyOf(names);
        }
    }

    /** {@code layer critic = critic_net()}. */
    record Layer(Name name, Expression value, Span span) implements Statement {}

    /** {@code output p = softmax(logits)} or {@code output h}. */
    record Output(Name name, Optional<Expression> value, Span span) implements Statement {}

    /** {@code metric accuracy = mean(argmax(logits) == label)} or {@code metric mse}. */
    record Metric(Name name, Optional<Expression> value, Span span) implements Statement {}

    /** {@code emit ys = e}, in a loop. */
    record Emit(Name name, Expression value, Span span) implements Statement {}

    /** {@code h = e}, {@code i, f = split(z, 2)}, {@code next h, next c = h1, c1}. */
    record Binding(List<Target> targets, List<Expression> values, Span span) implements Statement {
        public Binding {
            targets = List.copyOf(targets);
            values = List.copyOf(values);
        }
    }

    /** {@code return y} or {@code return h, c}. */
    record Return(List<Expression> values, Span span) implements Statement {
        public Return {
            values = List.copyOf(values);
        }
    }

    /** {@code for l in 0..<12 with h = x { ... }}; the span ends before the block. */
    record For(Name variable, Expression items, List<Setting> carried, List<Statement> body, Span span)
            implements Statement {
        public For {
            carried = List.copyOf(carried);
            body = List.copyOf(body);
        }
    }

    /** {@code scan xt in steps(x, axis = 1) with h = zeros([batch, 64]) { ... }}; the span ends before the block. */
    record Scan(List<Scanned> sequences, List<Setting> carried, List<Statement> body, Span span) implements Statement {
        public Scan {
            sequences = List.copyOf(sequences);
            carried = List.copyOf(carried);
            body = List.copyOf(body);
        }
    }

    /** {@code xt in steps(x)}. */
    record Scanned(Name variable, Expression sequence, Span span) {}

    /** {@code if bias { ... } else { ... }}; an {@code else if} is an {@code If} alone in {@code otherwise}. */
    record If(Expression condition, List<Statement> then, List<Statement> otherwise, Span span) implements Statement {
        public If {
            then = List.copyOf(then);
            otherwise = List.copyOf(otherwise);
        }
    }

    /**
     * A statement, definition or section that has a syntax error, which is already reported.
     *
     * @param names what it would have bound: uses of them deserve no further message
     */
    record Broken(List<Name> names, Span span) implements Statement {
        public Broken {
            names = List.copyOf(names);
        }
    }
}
