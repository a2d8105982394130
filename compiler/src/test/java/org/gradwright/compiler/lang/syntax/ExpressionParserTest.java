// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.gradwright.compiler.lang.diagnostic.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionParserTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '$',
            value = {
                "a or b and c | (or a (and b c))",
                "not a and b | (and (not a) b)",
                "not not a | (not (not a))",
                "a and b == c or d | (or (and a (== b c)) d)",
                "a - b - c | (- (- a b) c)",
                "a + b * c | (+ a (* b c))",
                "a / b * c @ d % e | (% (@ (* (/ a b) c) d) e)",
                "-x^2 | (- (^ x 2))",
                "x^-2 | (^ x (- 2))",
                "a^b^c | (^ a (^ b c))",
                "-a * b | (* (- a) b)",
                "a - -b | (- a (- b))",
                "2 * W'^2 | (* 2 (^ (' W) 2))",
                "W'' | (' (' W))",
                "a..<b + 1 | (..< a (+ b 1))",
                "a + 1..<b == c | (== (..< (+ a 1) b) c)",
                "(a + b) * c | (* (+ a b) c)",
                "f(x, n = 1)(y).W | (. (call (call f x n=1) y) W)",
                "net(xq, h1.W = a, h[0].b = c) | (call net xq h1.W=a h[0].b=c)",
                "f() | (call f)",
                "f(a == b) | (call f (== a b))",
                "h[3].att.W | (. (. (index h (At 3)) att) W)",
                "[batch, 3, ...] | (list batch 3 ...)",
                "[1, 2,] | (list 1 2)",
                "f(1, 2,) | (call f 1 2)",
                "[] | (list)",
                "x[:, -1] | (index x (All) (At (- 1)))",
                "x[..., new] | (index x (Rest) (NewAxis))",
                "x[1..<3] | (index x (Slice 1 3 _))",
                "x[1..] | (index x (Slice 1 _ _))",
                "x[..<time] | (index x (Slice _ time _))",
                "x[a..<b by 2] | (index x (Slice a b 2))",
                "x[a.. by -1] | (index x (Slice a _ (- 1)))",
                "x[..<b by s] | (index x (Slice _ b s))",
                "x[0, 1..] | (index x (At 0) (Slice 1 _ _))",
                "x[(1..<3)] | (index x (At (..< 1 3)))",
                "by + over | (+ by over)",
                "1_000 + 0.5 + 3e-4 + 1E-3 | (+ (+ (+ 1000 0.5) 3e-4) 1E-3)",
                "\"a\\\"b\\\\c\" | \"a\"b\\c\"",
                "true == none | (== true none)",
                "`a/b` + `for` | (+ a/b for)",
                "input + real * next | (+ input (* real next))"
            })
    void operatorsBindAsTheGrammarSays(String text, String tree) {
        assertThat(TreePrinter.print(expression("v = " + text))).isEqualTo(tree);
    }

    private static Expression expression(String line) {
        return ((Statement.Binding) Samples.parse(line).items().get(0)).values().get(0);
    }

    @Test
    void lineBreaksInsideBracketsDoNotCount() {
        assertThat(TreePrinter.print(expression("v = (a\n + b[\n0]\n\n# why\n)")))
                .isEqualTo("(+ a (index b (At 0)))");
    }

    @Test
    void spansCoverTheOperandsWithTheirBrackets() {
        Expression.Binary power = (Expression.Binary) expression("loss = (p - y)^2");
        assertThat(power.span().text()).isEqualTo("(p - y)^2");
        assertThat(power.operatorSpan().position()).isEqualTo("1:15");
        assertThat(power.left().span().text()).isEqualTo("p - y");
    }

    @Test
    void spansMayGoOverSeveralLines() {
        Span span = expression("v = f(a,\n  b)").span();
        assertThat(span)
                .extracting(Span::startLine, Span::startColumn, Span::endLine, Span::endColumn)
                .containsExactly(1, 5, 2, 5);
    }

    @Test
    void numbersKnowWhetherTheyAreWhole() {
        Expression.NumberLiteral whole = (Expression.NumberLiteral) expression("v = 9_223_372_036_854_775_807");
        Expression.NumberLiteral real = (Expression.NumberLiteral) expression("v = 1e3");
        assertThat(whole.isWhole()).isTrue();
        assertThat(whole.wholeValue()).isEqualTo(Long.MAX_VALUE);
        assertThat(real.isWhole()).isFalse();
        assertThat(real.value()).isEqualTo(1000.0);
    }

    @Test
    void pathsAreSpelledInOneWay() {
        Expression.Call call = (Expression.Call) expression("v = f(h [ 3 ] . `a/b`.W = 1)");
        assertThat(call.arguments().get(0).name().orElseThrow().text()).isEqualTo("h[3].`a/b`.W");
    }
}
