// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A call of a function. Its optional arguments are given one by one, each giving a new call; a call that lacks its tensors
 * is a function with settings, {@code std.dense().units(10)}.
 *
 * @param <C> the kind of call
 */
public abstract class Call<C extends Call<C>> extends Term {
    private final Term callee;
    private final List<Argument> arguments;

    /** An argument; the name is absent for one that is found by its position. */
    private record Argument(String name, Term value) {
        @Override
        public String toString() {
            String text = value.inside(Strength.OR);
            return name == null ? text : name + " = " + text;
        }
    }

    /** What a call consists of, for the constructors of its kinds. */
    public static final class Parts {
        private final Term callee;
        private final List<Argument> arguments;

        private Parts(Term callee, List<Argument> arguments) {
            this.callee = callee;
            this.arguments = List.copyOf(arguments);
        }

        /** A call of a function of the language with arguments found by position. */
        public static Parts of(String function, Object... positional) {
            return of(Term.word(function), positional);
        }

        static Parts of(Term callee, Object... positional) {
            List<Argument> arguments = new ArrayList<>();
            for (Object value : positional) {
                arguments.add(new Argument(null, Terms.of(value)));
            }
            return new Parts(callee, arguments);
        }

        Parts with(String name, Object value) {
            List<Argument> more = new ArrayList<>(arguments);
            more.add(new Argument(Objects.requireNonNull(name, "name"), Terms.of(value)));
            return new Parts(callee, more);
        }

        private String text() {
            return callee.inside(Strength.POSTFIX)
                    + arguments.stream().map(Argument::toString).collect(Collectors.joining(", ", "(", ")"));
        }

        private List<Term> terms() {
            List<Term> terms = new ArrayList<>(List.of(callee));
            arguments.forEach(a -> terms.add(a.value()));
            return terms;
        }
    }

    protected Call(Parts parts) {
        super(parts.text(), Strength.POSTFIX, symbols(parts.terms()));
        this.callee = parts.callee;
        this.arguments = parts.arguments;
    }

    /** The same kind of call with other arguments. */
    protected abstract C of(Parts parts);

    /** Gives an argument by its name in the language. */
    public final C with(String name, Object value) {
        return of(new Parts(callee, arguments).with(Spelling.name(name), value));
    }

    /** Gives a parameter a value instead of one of its own: {@code supply("h1.W", t)} is {@code h1.W = t}. */
    public final C supply(String path, Object value) {
        return of(new Parts(callee, arguments).with(Spelling.path(path), value));
    }

    /** One value for itself, several as a list. */
    protected static Object oneOrList(Object... values) {
        return values.length == 1 ? values[0] : Terms.list(values);
    }

    /** A list of the values, or the one list that they are. */
    static Object list(Object... values) {
        boolean isList = values.length == 1 && (values[0] instanceof List<?> || values[0] instanceof int[]);
        return isList ? values[0] : Terms.list(values);
    }
}
