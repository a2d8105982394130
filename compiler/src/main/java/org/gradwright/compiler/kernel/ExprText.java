// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Expressions of one step, in double, as text that can be read back: {@code sub(1.0, pow(0.9, step))}. Only what such an
 * expression may hold has a text: numbers, the number of the step, calls.
 */
public final class ExprText {
    private static final String STEP = "step";
    private static final int DEEPEST = 200;

    private final String text;
    private int position;

    private ExprText(String text) {
        this.text = text;
    }

    /** The text of an expression. @throws IllegalArgumentException when it holds anything else */
    public static String print(Expr expr) {
        if (expr instanceof Expr.Num number) {
            return Double.toString(number.value());
        }
        if (expr instanceof Expr.Given given && Givens.isStep(given)) {
            return STEP;
        }
        if (expr instanceof Expr.Call call) {
            return call.args().stream()
                    .map(ExprText::print)
                    .collect(Collectors.joining(", ", call.fn().name().toLowerCase(Locale.ROOT) + "(", ")"));
        }
        throw new IllegalArgumentException("no number of a step: " + expr);
    }

    /** The expression of a text. @throws IllegalArgumentException when it is none */
    public static Expr parse(String text) {
        var reader = new ExprText(text);
        Expr expr = reader.expr(0);
        reader.require(reader.position == text.length(), "unexpected text");
        return expr;
    }

    private Expr expr(int depth) {
        require(depth < DEEPEST, "too deep");
        String word = word();
        if (word.equals(STEP)) {
            return Givens.step();
        }
        return take('(') ? call(word, depth) : number(word);
    }

    private Expr call(String name, int depth) {
        var args = new ArrayList<Expr>();
        do {
            args.add(expr(depth + 1));
        } while (take(','));
        require(take(')'), "`)` expected");
        Fn fn = List.of(Fn.values()).stream()
                .filter(f -> f.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElse(null);
        require(fn != null && fn.arity() == args.size(), "no function " + name + " of " + args.size() + " arguments");
        return new Expr.Call(fn, List.copyOf(args), fn.type(args), false);
    }

    private Expr number(String word) {
        try {
            return new Expr.Num(Double.parseDouble(word), Scalar.DOUBLE);
        } catch (NumberFormatException e) {
            throw error("`" + word + "` is no number");
        }
    }

    private String word() {
        skipBlanks();
        int start = position;
        while (position < text.length() && "(), ".indexOf(text.charAt(position)) < 0) {
            position++;
        }
        return text.substring(start, position);
    }

    private boolean take(char wanted) {
        skipBlanks();
        boolean found = position < text.length() && text.charAt(position) == wanted;
        position += found ? 1 : 0;
        return found;
    }

    private void skipBlanks() {
        while (position < text.length() && text.charAt(position) == ' ') {
            position++;
        }
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw error(otherwise);
        }
    }

    private IllegalArgumentException error(String fact) {
        return new IllegalArgumentException(fact + " at column " + (position + 1) + " of `" + text + "`");
    }
}
