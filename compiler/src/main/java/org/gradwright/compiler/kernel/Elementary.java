// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.kernel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.gradwright.compiler.kernel.Expr.Arg;
import org.gradwright.compiler.kernel.Expr.Call;
import org.gradwright.compiler.kernel.Expr.Local;

/**
 * The elementary functions in precision f32, each defined once, as an expression of its arguments that a processor has
 * instructions for. Every form of generated code follows this definition, so that its bits are the same in scalars, in
 * vectors of any width, and on every JDK; the error is at most 2 units in the last place for every float.
 */
public final class Elementary {
    private static final Map<Fn, Expr> DEFINITIONS = definitions();

    /** The same values by branches that a processor foresees, where that leaves fewer operations that wait for each other. */
    private static final Map<Fn, Expr> OF_ONE = definitionsOfOne();

    /** What a definition calls where the argument is too large for it. */
    private static final Map<Fn, Fn> FALLBACKS =
            Map.of(Fn.SIN_OF_LARGE, Fn.SIN, Fn.COS_OF_LARGE, Fn.COS, Fn.TAN_OF_LARGE, Fn.TAN);

    private Elementary() {}

    private static Map<Fn, Expr> definitions() {
        var all = new EnumMap<Fn, Expr>(Fn.class);
        Expr x = new Arg(0, Scalar.REAL);
        all.put(Fn.EXP, Exponentials.exp(x));
        all.put(Fn.EXPM1, Exponentials.expm1(x));
        all.put(Fn.SIGMOID, Exponentials.sigmoid(x));
        all.put(Fn.ERF, Exponentials.erf(x));
        all.put(Fn.TANH, Hyperbolics.tanh(x));
        all.put(Fn.SINH, Hyperbolics.sinh(x));
        all.put(Fn.COSH, Hyperbolics.cosh(x));
        all.put(Fn.LOG, Logarithms.log(x));
        all.put(Fn.LOG1P, Logarithms.log1p(x));
        all.put(Fn.SOFTPLUS, Logarithms.softplus(x));
        all.put(Fn.SIN, Trigonometry.sin(x));
        all.put(Fn.COS, Trigonometry.cos(x));
        all.put(Fn.TAN, Trigonometry.tan(x));
        all.put(Fn.ASIN, InverseTrigonometry.asin(x));
        all.put(Fn.ACOS, InverseTrigonometry.acos(x));
        all.put(Fn.ATAN, InverseTrigonometry.atan(x));
        Expr key = new Arg(0, Scalar.INT);
        Expr element = new Arg(1, Scalar.INT);
        all.put(Fn.RANDOM_UNIFORM, Draws.uniform(key, element));
        all.put(Fn.RANDOM_NORMAL, Draws.normal(key, element));
        var table = new ExprTable();
        all.replaceAll((fn, definition) -> table.intern(definition));
        return Collections.unmodifiableMap(all);
    }

    private static Map<Fn, Expr> definitionsOfOne() {
        Expr x = new Arg(0, Scalar.REAL);
        return Map.of(
                Fn.EXP, Exponentials.expOfOne(x), Fn.SIN, Trigonometry.sinOfOne(x), Fn.COS, Trigonometry.cosOfOne(x));
    }

    /** Whether the call is of a function that is defined here, in the model's precision. */
    public static boolean isDefined(Call call) {
        return call.type() == Scalar.REAL && DEFINITIONS.containsKey(call.fn());
    }

    /** The type of the arguments of a function that is defined here. */
    public static Scalar argument(Fn fn) {
        return fn == Fn.RANDOM_UNIFORM || fn == Fn.RANDOM_NORMAL ? Scalar.INT : Scalar.REAL;
    }

    /** Whether there are arguments too large for the definition. */
    public static boolean hasFallback(Fn fn) {
        return FALLBACKS.containsValue(fn);
    }

    /** The function whose definition calls this one where the argument is too large for it; empty for all others. */
    public static Optional<Fn> withFallback(Fn fallback) {
        return Optional.ofNullable(FALLBACKS.get(fallback));
    }

    /**
     * The body of a function.
     *
     * @param lets values that are used several times, each after those that it uses
     * @param result the value of the function
     */
    public record Body(List<Stmt> lets, Expr result) {
        public Body {
            lets = List.copyOf(lets);
        }
    }

    /**
     * The function of these arguments, which should be locals: they are used several times.
     *
     * @param name gives the next local its name, from its number
     */
    public static Body body(Fn fn, List<Expr> args, Function<Integer, String> name) {
        return body(DEFINITIONS.get(fn), args, name);
    }

    /** As {@link #body}, with the same bits, for scalars. */
    public static Body bodyOfOne(Fn fn, List<Expr> args, Function<Integer, String> name) {
        return body(OF_ONE.getOrDefault(fn, DEFINITIONS.get(fn)), args, name);
    }

    private static Body body(Expr definition, List<Expr> args, Function<Integer, String> name) {
        Expr value = Substitution.args(definition, args);
        var uses = new IdentityHashMap<Expr, Integer>();
        count(value, uses);
        var lets = new ArrayList<Stmt>();
        Expr result = bind(value, uses, new IdentityHashMap<>(), lets, name);
        return new Body(lets, result);
    }

    private static void count(Expr expr, Map<Expr, Integer> uses) {
        if (uses.merge(expr, 1, Integer::sum) == 1) {
            expr.children().forEach(child -> count(child, uses));
        }
    }

    private static Expr bind(
            Expr expr, Map<Expr, Integer> uses, Map<Expr, Expr> done, List<Stmt> lets, Function<Integer, String> name) {
        Expr known = done.get(expr);
        if (known != null) {
            return known;
        }
        Expr bound = expr.mapChildren(child -> bind(child, uses, done, lets, name));
        if (bound instanceof Call && uses.get(expr) > 1) {
            var local = new Local(name.apply(lets.size()), bound.type(), bound.varies());
            lets.add(new Stmt.Let(local, bound));
            bound = local;
        }
        done.put(expr, bound);
        return bound;
    }
}
