// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.gradwright.compiler.build.Term.Strength;

/**
 * Types, literals and operators. Operands are terms, numbers, conditions, texts, or lists of these; pointwise operators
 * broadcast as NumPy's do.
 */
public final class Terms {
    /** An argument that is absent. */
    public static final Term none = Term.word("none");

    /** True in {@code step}, false in {@code predict}. */
    public static final Term training = Term.word("training");

    public static final Term infinity = Term.word("infinity");

    public static final Term pi = Term.word("pi");

    private Terms() {}

    /** A tensor in the model's precision; without sizes, a number. A text is the name of a size. */
    public static Type real(Object... sizes) {
        return Type.of("real", sizes);
    }

    /** A tensor of indices. */
    public static Type i32(Object... sizes) {
        return Type.of("i32", sizes);
    }

    /** A tensor of conditions. */
    public static Type bool(Object... sizes) {
        return Type.of("bool", sizes);
    }

    /**
     * What a Java value is in the language.
     *
     * @param value a term, a number, a {@code Boolean}, a {@code String}, or a list or array of {@code int} or {@code double}
     * @throws ModelError for anything else
     */
    public static Term of(Object value) {
        if (value instanceof Term term) {
            return term;
        }
        if (value instanceof Number number) {
            return number(number.doubleValue());
        }
        if (value instanceof Boolean || value instanceof String) {
            return Term.word(value instanceof String text ? Spelling.text(text) : value.toString());
        }
        if (value instanceof int[] numbers) {
            return list(Arrays.stream(numbers).boxed().toArray());
        }
        if (value instanceof double[] numbers) {
            return list(Arrays.stream(numbers).boxed().toArray());
        }
        if (value instanceof List<?> elements) {
            return list(elements.toArray());
        }
        String what = value == null ? "null" : "a " + value.getClass().getSimpleName();
        throw new ModelError(what + " is no term: pass a term, a number, a condition, a text or a list of these");
    }

    /** A number. */
    public static Term number(double value) {
        if (Double.isNaN(value)) {
            throw new ModelError("NaN is no number of the language");
        }
        boolean negative = value < 0;
        double size = Math.abs(value);
        String digits = Double.isInfinite(size) ? "infinity" : Spelling.number(size);
        return new Term(negative ? "-" + digits : digits, negative ? Strength.UNARY : Strength.POSTFIX, Set.of());
    }

    /** A call of a function of the language by its name there: {@code call("adam").with("lr", 0.1)}. */
    public static FunctionCall call(String function, Object... arguments) {
        return new FunctionCall(Call.Parts.of(Spelling.name(function), arguments));
    }

    /** {@code [a, b]}. */
    public static Term list(Object... elements) {
        List<Term> terms = all(elements);
        String inner = terms.stream().map(t -> t.inside(Strength.OR)).collect(Collectors.joining(", ", "[", "]"));
        return new Term(inner, Strength.POSTFIX, Term.symbols(terms));
    }

    /** Several results of a def, or several values for several names. */
    public static Term results(Object... values) {
        List<Term> terms = all(values);
        String inner = terms.stream().map(t -> t.inside(Strength.OR)).collect(Collectors.joining(", "));
        return new Term(inner, terms.size() == 1 ? Strength.OR : Strength.RESULTS, Term.symbols(terms));
    }

    /** {@code start..<end}: start, start + 1, ... end - 1. */
    public static Term range(Object start, Object end) {
        return chain("..<", Strength.SUM, Strength.SUM, Strength.RANGE, "", start, end);
    }

    public static Term add(Object a, Object b) {
        return chain("+", Strength.SUM, Strength.PRODUCT, Strength.SUM, " ", a, b);
    }

    public static Term sub(Object a, Object b) {
        return chain("-", Strength.SUM, Strength.PRODUCT, Strength.SUM, " ", a, b);
    }

    public static Term mul(Object a, Object b) {
        return product("*", a, b);
    }

    public static Term div(Object a, Object b) {
        return product("/", a, b);
    }

    /** The remainder, whose sign is that of {@code b}. */
    public static Term mod(Object a, Object b) {
        return product("%", a, b);
    }

    /** {@code a @ b} as in NumPy: a vector on the left is a row, on the right a column. */
    public static Term matmul(Object a, Object b) {
        return product("@", a, b);
    }

    public static Term pow(Object a, Object b) {
        return chain("^", Strength.POSTFIX, Strength.UNARY, Strength.POWER, "", a, b);
    }

    public static Term neg(Object a) {
        return prefix("-", Strength.UNARY, a);
    }

    public static Term equal(Object a, Object b) {
        return comparison("==", a, b);
    }

    public static Term notEqual(Object a, Object b) {
        return comparison("!=", a, b);
    }

    public static Term less(Object a, Object b) {
        return comparison("<", a, b);
    }

    public static Term lessEqual(Object a, Object b) {
        return comparison("<=", a, b);
    }

    public static Term greater(Object a, Object b) {
        return comparison(">", a, b);
    }

    public static Term greaterEqual(Object a, Object b) {
        return comparison(">=", a, b);
    }

    public static Term and(Object a, Object b) {
        return chain("and", Strength.AND, Strength.NOT, Strength.AND, " ", a, b);
    }

    public static Term or(Object a, Object b) {
        return chain("or", Strength.OR, Strength.AND, Strength.OR, " ", a, b);
    }

    public static Term not(Object a) {
        return prefix("not ", Strength.NOT, a);
    }

    private static Term product(String symbol, Object a, Object b) {
        return chain(symbol, Strength.PRODUCT, Strength.UNARY, Strength.PRODUCT, " ", a, b);
    }

    private static Term comparison(String symbol, Object a, Object b) {
        return chain(symbol, Strength.RANGE, Strength.RANGE, Strength.COMPARISON, " ", a, b);
    }

    private static Term chain(
            String symbol, Strength left, Strength right, Strength whole, String space, Object a, Object b) {
        Term first = of(a);
        Term second = of(b);
        String text = first.inside(left) + space + symbol + space + second.inside(right);
        return new Term(text, whole, Term.symbols(List.of(first, second)));
    }

    private static Term prefix(String symbol, Strength strength, Object operand) {
        Term term = of(operand);
        return new Term(symbol + term.inside(strength), strength, term.symbols());
    }

    private static List<Term> all(Object... values) {
        List<Term> terms = new ArrayList<>();
        for (Object value : values) {
            terms.add(of(value));
        }
        return terms;
    }
}
