// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.value;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;

/** What an expression of the language stands for: a tensor at run time, or something that is known when compiling. */
public sealed interface Value {
    /** As a message shows it: {@code real[batch, 784]}, {@code 0.5}, {@code a function}. */
    String describe();

    /** A tensor with the path for its name; any other value as it is. */
    default Value named(String path) {
        return this;
    }

    /** A value of the dataflow graph. */
    record Tensor(Node node) implements Value {
        @Override
        public String describe() {
            return node.type().toString();
        }

        @Override
        public Value named(String path) {
            return new Tensor(node.named(path));
        }
    }

    /** A whole number or a size; a free size is known at run time only, but it is a size all the same. */
    record Whole(Size size) implements Value {
        /** A known whole number. */
        public static Whole of(long value) {
            return new Whole(Size.of(value));
        }

        @Override
        public String describe() {
            return size.toString();
        }
    }

    /**
     * A number.
     *
     * @param uneven for a division of sizes that leaves a remainder: what is to be said when a size is needed
     */
    record Decimal(double value, Optional<Diagnostic> uneven) implements Value {
        /** A number that is no division of sizes. */
        public static Decimal of(double value) {
            return new Decimal(value, Optional.empty());
        }

        @Override
        public String describe() {
            return Numerals.text(value);
        }
    }

    /** A condition that is known when compiling. */
    record Bool(boolean value) implements Value {
        @Override
        public String describe() {
            return Boolean.toString(value);
        }
    }

    /** A text. */
    record Text(String text) implements Value {
        @Override
        public String describe() {
            return "\"" + text + "\"";
        }
    }

    /** A list, or the results of a function that has several. */
    record ListValue(List<Value> elements) implements Value {
        public ListValue {
            elements = List.copyOf(elements);
        }

        @Override
        public String describe() {
            return elements.size() > 8
                    ? "a list of " + elements.size()
                    : elements.stream().map(Value::describe).collect(Collectors.joining(", ", "[", "]"));
        }
    }

    /** The whole numbers {@code from ..< to}. */
    record Range(long from, long to) implements Value {
        @Override
        public String describe() {
            return from + "..<" + to;
        }

        /** How many numbers there are; 0 if it ends before it begins. */
        public long length() {
            return Math.max(0, to - from);
        }
    }

    /**
     * The parts of a tensor along an axis, through which a {@code scan} goes.
     *
     * @param truncate after how many steps no gradient passes back
     * @param reverse whether the last part comes first
     */
    record Steps(Node node, int axis, OptionalLong truncate, boolean reverse) implements Value {
        @Override
        public String describe() {
            return "the steps of " + node.type();
        }

        /** How many parts there are. */
        public Size turns() {
            return node.shape().size(axis);
        }
    }

    /** A function, with the settings that it has been given already. */
    record Function(Callee callee, List<ActualArgument> settings) implements Value {
        public Function {
            settings = List.copyOf(settings);
        }

        @Override
        public String describe() {
            return "the function `" + callee.name() + "`";
        }
    }

    /** A layer with a name of its own, whose parameters are shared by all its uses. */
    record Layer(SharedLayer shared) implements Value {
        @Override
        public String describe() {
            return "the layer `" + shared.name() + "`";
        }
    }

    /** How a parameter starts. */
    record Start(org.gradwright.runtime.Initialiser initialiser) implements Value {
        @Override
        public String describe() {
            return "the initialiser " + initialiser.text();
        }
    }

    /** {@code ...} in a list: the axes that are not named. */
    enum Rest implements Value {
        REST;

        @Override
        public String describe() {
            return "...";
        }
    }

    /** An absent argument. */
    enum None implements Value {
        NONE;

        @Override
        public String describe() {
            return "none";
        }
    }

    /** The value of a name whose statement failed. */
    enum Poison implements Value {
        POISON;

        @Override
        public String describe() {
            return "a value that failed";
        }
    }
}
