// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.builtin;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Fault;
import org.gradwright.compiler.lang.diagnostic.Span;
import org.gradwright.compiler.lang.session.Coercion;
import org.gradwright.compiler.lang.value.Value;
import org.gradwright.runtime.Initialiser;

/** How parameters and states start: a number, a list, or an initialiser. */
public final class Initialisers {
    /** Initialisers that need no settings, so that their names alone stand for them. */
    private static final Map<String, Initialiser> PLAIN = Map.of(
            "zeros", new Initialiser.Constant(0),
            "ones", new Initialiser.Constant(1),
            "glorot_uniform", Initialiser.Scaled.GLOROT_UNIFORM,
            "glorot_normal", Initialiser.Scaled.GLOROT_NORMAL,
            "he_uniform", Initialiser.Scaled.HE_UNIFORM,
            "he_normal", Initialiser.Scaled.HE_NORMAL,
            "orthogonal", new Initialiser.Orthogonal(1));

    private Initialisers() {}

    /** Whether a value is an initialiser. */
    public static boolean isInitialiser(Value value) {
        return value instanceof Value.Start
                || value instanceof Value.Function f
                        && f.settings().isEmpty()
                        && f.callee() instanceof Builtin
                        && PLAIN.containsKey(f.callee().name());
    }

    /**
     * The initialiser for a shape, whose sizes are known.
     *
     * @throws Fault when the value is none, or does not suit the shape
     */
    public static Initialiser of(Value value, Shape shape, Span span) {
        Initialiser start = start(value, span);
        checked(span, () -> {
            int[] sizes = shape.sizes().stream()
                    .map(Size::known)
                    .mapToInt(Math::toIntExact)
                    .toArray();
            start.check(sizes);
            return start;
        });
        return start;
    }

    private static Initialiser start(Value value, Span span) {
        if (value instanceof Value.Start start) {
            return start.initialiser();
        }
        if (isInitialiser(value)) {
            return PLAIN.get(((Value.Function) value).callee().name());
        }
        if (value instanceof Value.Whole || value instanceof Value.Decimal) {
            return new Initialiser.Constant(Coercion.number(value, span));
        }
        if (value instanceof Value.ListValue list) {
            return new Initialiser.Values(Coercion.numbers(list, span));
        }
        throw Fault.of(Diagnostic.error("G0313", span, "this is no initialiser")
                .label(value.describe())
                .help("write a number, a list, or one of zeros, ones, normal(0.02), uniform(0.1), "
                        + "glorot_uniform, glorot_normal, he_uniform, he_normal, orthogonal"));
    }

    /** What an initialiser refuses becomes a message. */
    static <T> T checked(Span span, Supplier<T> action) {
        try {
            return action.get();
        } catch (IllegalArgumentException e) {
            throw Fault.of(Diagnostic.error("G0313", span, e.getMessage()));
        }
    }

    /** The functions whose calls are initialisers. */
    static List<Builtin> builtins() {
        return List.of(
                Builtin.of(
                        "normal(deviation, mean = 0)",
                        a -> start(a, () -> new Initialiser.Normal(a.number("deviation"), a.number("mean")))),
                Builtin.of("uniform(low, high = none)", a -> start(a, () -> uniform(a))),
                Builtin.of("constant(value)", a -> start(a, () -> new Initialiser.Constant(a.number("value")))),
                Builtin.of("orthogonal(gain)", a -> start(a, () -> new Initialiser.Orthogonal(a.number("gain")))),
                waiting("glorot_uniform"),
                waiting("glorot_normal"),
                waiting("he_uniform"),
                waiting("he_normal"));
    }

    private static Builtin waiting(String name) {
        return Builtin.of(name + "()", a -> new Value.Start(PLAIN.get(name)));
    }

    private static Value start(Arguments a, Supplier<Initialiser> make) {
        return new Value.Start(checked(a.span(), make));
    }

    private static Initialiser uniform(Arguments a) {
        double first = a.number("low");
        return a.isAbsent("high")
                ? new Initialiser.Uniform(-first, first)
                : new Initialiser.Uniform(first, a.number("high"));
    }
}
