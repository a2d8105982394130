// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.train;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gradwright.compiler.graph.NormBound;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Fault;
import org.gradwright.compiler.lang.diagnostic.Suggestions;
import org.gradwright.compiler.lang.expression.Evaluator;
import org.gradwright.compiler.lang.scope.Context;
import org.gradwright.compiler.lang.session.Coercion;
import org.gradwright.compiler.lang.syntax.Argument;
import org.gradwright.compiler.lang.syntax.Expression;
import org.gradwright.compiler.lang.value.Numerals;

/** The options of a {@code train} block that are calls: {@code clip_norm(1)}. */
final class TrainOptions {
    private static final List<String> NAMES = List.of("clip_norm", "clip_value", "accumulate", "average");

    private final Evaluator evaluator;
    private Optional<NormBound> clipNorm = Optional.empty();
    private OptionalDouble clipValue = OptionalDouble.empty();
    private Optional<Integer> accumulate = Optional.empty();
    private OptionalDouble average = OptionalDouble.empty();

    TrainOptions(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    Optional<NormBound> clipNorm() {
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
        switch (name) {
            case "clip_norm" -> clipNorm = Optional.of(bound(call, context));
            case "clip_value" -> clipValue = once(clipValue, positive(call, value(call, context)), call);
            case "average" -> average = once(average, share(call, value(call, context)), call);
            default -> accumulate = Optional.of(steps(call, value(call, context)));
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

    private double value(Expression.Call call, Context context) {
        if (call.arguments().size() != 1 || call.arguments().get(0).name().isPresent()) {
            throw Fault.of(Diagnostic.error(
                    "G0405", call.span(), "`" + call.callee().span().text() + "` takes one number"));
        }
        return number(call.arguments().get(0), context);
    }

    private double number(Argument argument, Context context) {
        Expression e = argument.value();
        return Coercion.number(evaluator.evaluate(e, context.unowned()), e.span());
    }

    /** {@code clip_norm(1)} or {@code clip_norm(1, eps = 0)}. */
    private NormBound bound(Expression.Call call, Context context) {
        requireFirst(clipNorm.isEmpty(), call);
        List<Argument> arguments = call.arguments();
        boolean bare = arguments.size() == 1 && arguments.get(0).name().isEmpty();
        if (!bare && !isEpsilon(arguments)) {
            throw Fault.of(Diagnostic.error("G0405", call.span(), "`clip_norm` takes one number")
                    .help("and perhaps an epsilon, `clip_norm(1, eps = 1e-6)`"));
        }
        double most = positive(call, number(arguments.get(0), context));
        return bare ? NormBound.of(most) : new NormBound(most, epsilon(call, number(arguments.get(1), context)));
    }

    private static boolean isEpsilon(List<Argument> arguments) {
        return arguments.size() == 2
                && arguments.get(0).name().isEmpty()
                && arguments
                        .get(1)
                        .name()
                        .filter(name -> name.text().equals("eps"))
                        .isPresent();
    }

    private static double epsilon(Expression.Call call, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw Fault.of(Diagnostic.error("G0405", call.span(), "`eps` is at least 0")
                    .label(Numerals.text(value)));
        }
        return value;
    }

    private static void requireFirst(boolean first, Expression.Call call) {
        if (!first) {
            throw Fault.of(Diagnostic.error("G0405", call.span(), "this option is given twice")
                    .help("delete one of them"));
        }
    }

    private static OptionalDouble once(OptionalDouble before, double value, Expression.Call call) {
        requireFirst(before.isEmpty(), call);
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
