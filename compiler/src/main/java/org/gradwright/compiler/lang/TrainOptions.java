// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Suggestions;
import org.gradwright.compiler.lang.syntax.Expression;

/** The options of a {@code train} block that are calls: {@code clip_norm(1)}. */
final class TrainOptions {
    private static final List<String> NAMES = List.of("clip_norm", "clip_value", "accumulate", "average");

    private final Session session;
    private OptionalDouble clipNorm = OptionalDouble.empty();
    private OptionalDouble clipValue = OptionalDouble.empty();
    private Optional<Integer> accumulate = Optional.empty();
    private OptionalDouble average = OptionalDouble.empty();

    TrainOptions(Session session) {
        this.session = session;
    }

    OptionalDouble clipNorm() {
        return clipNorm;
    }

    OptionalDouble clipValue() {
        return clipValue;
    }

    int accumulate() {
        return accumulate.orElse(1);
    }

    OptionalDouble average() {
        return average;
    }

    void read(Expression.Call call, Context context) {
        String name = call.callee() instanceof Expression.Reference reference
                ? reference.name().text()
                : call.callee().span().text();
        if (!NAMES.contains(name)) {
            throw Fault.of(unknown(call, name));
        }
        double value = value(call, name, context);
        switch (name) {
            case "clip_norm" -> clipNorm = once(clipNorm, positive(call, value), call);
            case "clip_value" -> clipValue = once(clipValue, positive(call, value), call);
            case "average" -> average = once(average, share(call, value), call);
            default -> accumulate = Optional.of(steps(call, value));
        }
    }

    private static Diagnostic unknown(Expression.Call call, String name) {
        Diagnostic error =
                Diagnostic.error("G0404", call.callee().span(), "there is no training option `" + name + "`");
        Optional<String> near = Suggestions.closest(name, NAMES);
        return near.isPresent()
                ? error.label("did you mean `" + near.get() + "`?")
                : error.help("there are " + String.join(", ", NAMES) + ", `freeze` and `set`");
    }

    private double value(Expression.Call call, String name, Context context) {
        if (call.arguments().size() != 1 || call.arguments().get(0).name().isPresent()) {
            throw Fault.of(Diagnostic.error("G0405", call.span(), "`" + name + "` takes one number"));
        }
        Expression e = call.arguments().get(0).value();
        return Coercion.number(session.evaluator().evaluate(e, context.unowned()), e.span());
    }

    private static OptionalDouble once(OptionalDouble before, double value, Expression.Call call) {
        if (before.isPresent()) {
            throw Fault.of(Diagnostic.error("G0405", call.span(), "this option is given twice")
                    .help("delete one of them"));
        }
        return OptionalDouble.of(value);
    }

    private static double positive(Expression.Call call, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw Fault.of(
                    Diagnostic.error("G0405", call.span(), "a bound is above 0").label(Numerals.text(value)));
        }
        return value;
    }

    private static double share(Expression.Call call, double value) {
        if (!(value >= 0 && value < 1)) {
            throw Fault.of(Diagnostic.error("G0405", call.span(), "a decay is at least 0 and below 1")
                    .label(Numerals.text(value)));
        }
        return value;
    }

    private int steps(Expression.Call call, double value) {
        if (value < 1 || value > 1_000_000 || value != Math.rint(value) || accumulate.isPresent()) {
            throw Fault.of(Diagnostic.error("G0405", call.span(), "`accumulate` takes one whole number from 1, once"));
        }
        return (int) value;
    }
}
