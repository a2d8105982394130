// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import static org.gradwright.compiler.build.Functions.abs;
import static org.gradwright.compiler.build.Functions.expm1;
import static org.gradwright.compiler.build.Functions.log;
import static org.gradwright.compiler.build.Functions.log1p;
import static org.gradwright.compiler.build.Functions.maximum;
import static org.gradwright.compiler.build.Functions.round;
import static org.gradwright.compiler.build.Functions.sign;
import static org.gradwright.compiler.build.Functions.sqrt;
import static org.gradwright.compiler.build.Functions.square;
import static org.gradwright.compiler.build.Functions.toI32;
import static org.gradwright.compiler.build.Functions.toReal;
import static org.gradwright.compiler.build.Functions.where;
import static org.gradwright.compiler.build.Terms.add;
import static org.gradwright.compiler.build.Terms.and;
import static org.gradwright.compiler.build.Terms.div;
import static org.gradwright.compiler.build.Terms.equal;
import static org.gradwright.compiler.build.Terms.infinity;
import static org.gradwright.compiler.build.Terms.less;
import static org.gradwright.compiler.build.Terms.mod;
import static org.gradwright.compiler.build.Terms.mul;
import static org.gradwright.compiler.build.Terms.notEqual;
import static org.gradwright.compiler.build.Terms.or;
import static org.gradwright.compiler.build.Terms.pow;
import static org.gradwright.compiler.build.Terms.sub;

import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.gradwright.compiler.build.Functions;
import org.gradwright.compiler.build.Term;
import org.gradwright.compiler.build.Terms;
import org.gradwright.compiler.graph.Element;

/** Operators that work element by element; operands broadcast. */
final class Elementwise {
    private Elementwise() {}

    static final Map<String, Operator> ALL = Table.of(
            Table.unary("Acos", Functions::acos),
            Table.unary("Asin", Functions::asin),
            Table.unary("Atan", Functions::atan),
            Table.unary("Ceil", Functions::ceil),
            Table.unary("Cos", Functions::cos),
            Table.unary("Cosh", Functions::cosh),
            Table.unary("Erf", Functions::erf),
            Table.unary("Exp", Functions::exp),
            Table.unary("Floor", Functions::floor),
            Table.unary("Log", Functions::log),
            Table.unary("Not", Terms::not),
            Table.unary("Reciprocal", Functions::reciprocal),
            Table.unary("Round", Functions::round),
            Table.unary("Sin", Functions::sin),
            Table.unary("Sinh", Functions::sinh),
            Table.unary("Sqrt", Functions::sqrt),
            Table.unary("Tan", Functions::tan),
            Table.unary("Tanh", Functions::tanh),
            Table.single("Identity", Call::x),
            Table.single("Neg", c -> Terms.neg(c.x())),
            Table.single("Abs", c -> c.isReal(0) ? abs(c.x()) : maximum(c.x(), Terms.neg(c.x()))),
            Table.single("Sign", c -> c.isReal(0) ? sign(c.x()) : toI32(sign(toReal(c.x())))),
            Table.single("Acosh", c -> log(add(c.x(), sqrt(sub(square(c.x()), 1))))),
            Table.single("Asinh", Elementwise::asinh),
            Table.single("Atanh", c -> mul(0.5, sub(log1p(c.x()), log1p(Terms.neg(c.x()))))),
            Table.binary("Add", Terms::add),
            Table.binary("Sub", Terms::sub),
            Table.binary("Mul", Terms::mul),
            Table.single("Div", c -> c.isReal(0) ? div(c.x(), c.y()) : truncated(c)),
            Table.single("Mod", Elementwise::remainder),
            Table.single("Pow", Elementwise::power),
            Table.binary("And", Terms::and),
            Table.binary("Or", Terms::or),
            Table.binary("Xor", Terms::notEqual),
            Table.binary("Equal", Terms::equal),
            Table.binary("Greater", Terms::greater),
            Table.binary("GreaterOrEqual", Terms::greaterEqual),
            Table.binary("Less", Terms::less),
            Table.binary("LessOrEqual", Terms::lessEqual),
            Table.single("Max", c -> each(c, Functions::maximum)),
            Table.single("Min", c -> each(c, Functions::minimum)),
            Table.single("Sum", c -> each(c, Terms::add)),
            Table.single("Mean", c -> c.count() == 1 ? c.x() : div(each(c, Terms::add), c.count())),
            Table.single("Where", c -> where(c.x(), c.y(), c.term(2))),
            Table.single("IsNaN", c -> notEqual(c.x(), c.x())),
            Table.single("IsInf", Elementwise::infinite),
            Table.single("Cast", Elementwise::cast),
            Table.any("CastLike", Elementwise::castLike));

    private static Term asinh(Call c) {
        Term size = c.let("size", abs(c.x()));
        return mul(sign(c.x()), log1p(add(size, div(square(size), add(1, sqrt(add(1, square(size))))))));
    }

    private static Term each(Call c, Operator.Binary operation) {
        BinaryOperator<Term> two = operation::apply;
        return c.terms().stream().reduce(two).orElseThrow();
    }

    /** Whole quotients are rounded towards zero; those of the language are rounded down. */
    private static Term truncated(Call c) {
        Term down = c.let("down", div(c.x(), c.y()));
        Term beyond = and(less(down, 0), notEqual(mod(c.x(), c.y()), 0));
        return where(beyond, add(down, 1), down);
    }

    /** With {@code fmod}, the sign of the first operand. */
    private static Term remainder(Call c) {
        if (!c.settings().flag("fmod", false)) {
            return mod(c.x(), c.y());
        }
        Term size = c.let("size", mod(magnitude(c, 0), magnitude(c, 1)));
        return where(less(c.x(), 0), Terms.neg(size), size);
    }

    private static Term magnitude(Call c, int input) {
        Term x = c.term(input);
        return c.isReal(input) ? abs(x) : maximum(x, Terms.neg(x));
    }

    /** The result has the type of the base. */
    private static Term power(Call c) {
        Term base = c.isReal(0) ? c.x() : toReal(c.x());
        if (c.isReal(0) && c.isKnown(1) && c.rank(1) == 0 && c.number(1) == 2) {
            return square(base);
        }
        Term result = pow(base, c.isReal(1) ? c.y() : toReal(c.y()));
        return c.isReal(0) ? result : toI32(round(result));
    }

    private static Term infinite(Call c) {
        Term above = equal(c.x(), infinity);
        Term below = equal(c.x(), Terms.neg(infinity));
        if (!c.settings().flag("detect_negative", true)) {
            return above;
        }
        return c.settings().flag("detect_positive", true) ? or(above, below) : below;
    }

    private static Term cast(Call c) {
        long number = c.settings().whole("to", 1);
        return converted(c, org.gradwright.onnx.format.ElementType.of(number).required("the result"));
    }

    /** What is known stays known, whatever it is to be like. */
    private static List<Value> castLike(Call c) {
        boolean isKnown = c.operand(0) instanceof Value.Known known && known.element() == c.element(1);
        return List.of(isKnown ? c.operand(0) : new Value.Bound(converted(c, c.element(1))));
    }

    static Term converted(Call c, Element element) {
        return converted(c.x(), c.element(0), element);
    }

    static Term converted(Term x, Element from, Element to) {
        if (from == to) {
            return x;
        }
        return switch (to) {
            case REAL -> toReal(x);
            case I32 -> toI32(x);
            case BOOL -> notEqual(x, 0);
        };
    }

    /** {@code alpha (e^x - 1)}. */
    static Term grown(double alpha, Term x) {
        Term grown = expm1(Functions.minimum(x, 0));
        return alpha == 1 ? grown : mul(alpha, grown);
    }
}
