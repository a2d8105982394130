// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.notation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gradwright.compiler.notation.Formula.Element;
import org.gradwright.compiler.notation.Formula.Fence;
import org.gradwright.compiler.notation.Formula.Fenced;
import org.gradwright.compiler.notation.Formula.Folded;
import org.gradwright.compiler.notation.Formula.Index;
import org.gradwright.compiler.notation.Formula.Mark;
import org.gradwright.compiler.notation.Formula.Partial;
import org.gradwright.compiler.notation.Formula.Symbol;
import org.gradwright.compiler.notation.Formula.View;
import org.junit.jupiter.api.Test;

class FormulaWriterTest {
    private static final Formula A = Formulas.symbol("a");
    private static final Formula B = Formulas.symbol("b");
    private static final Formula C = Formulas.symbol("c");

    private static String text(Formula formula) {
        return new TextFormulas().write(formula);
    }

    private static String latex(Formula formula) {
        return new LatexFormulas().write(formula);
    }

    @Test
    void sumsInProductsHaveBrackets() {
        assertThat(text(Formulas.product(Formulas.sum(A, B), C))).isEqualTo("(a + b) c");
        assertThat(text(Formulas.sum(Formulas.product(A, B), C))).isEqualTo("a b + c");
        assertThat(text(Formulas.difference(A, Formulas.difference(B, C)))).isEqualTo("a − b + c");
    }

    @Test
    void matricesBindMoreThanElements() {
        Formula elements = Formulas.elementwise(B, C);
        assertThat(text(Formulas.product(A, elements))).isEqualTo("a (b ∘ c)");
        assertThat(text(Formulas.product(A, new View(elements, false)))).isEqualTo("a (b ∘ c)");
        assertThat(text(Formulas.elementwise(A, Formulas.product(B, C)))).isEqualTo("a ∘ b c");
    }

    @Test
    void signsGoToTheFront() {
        assertThat(text(Formulas.product(Formulas.negated(A), B))).isEqualTo("−a b");
        assertThat(text(Formulas.product(Formulas.negated(A), Formulas.negated(B))))
                .isEqualTo("a b");
        assertThat(text(Formulas.quotient(Formulas.negated(A), B))).isEqualTo("−a/b");
        assertThat(text(Formulas.negated(Formulas.sum(A, B)))).isEqualTo("−a − b");
        assertThat(text(Formulas.number(-2.5))).isEqualTo("−2.5");
    }

    @Test
    void whatIsRaisedOrTurnedHasBrackets() {
        assertThat(text(Formulas.power(Formulas.sum(A, B), Formulas.number(2)))).isEqualTo("(a + b)²");
        assertThat(text(Formulas.transposed(Formulas.product(A, B)))).isEqualTo("(a b)ᵀ");
        assertThat(text(Formulas.transposed(Formulas.transposed(A)))).isEqualTo("a");
        assertThat(text(new Element(Formulas.quotient(A, B), List.of(C)))).isEqualTo("(a/b)[c]");
    }

    @Test
    void derivativesOnOneLineHaveBracketsInProducts() {
        Formula derivative = new Partial(A, B);
        assertThat(text(Formulas.product(derivative, C))).isEqualTo("(∂a/∂b) c");
        assertThat(text(Formulas.sum(derivative, C))).isEqualTo("∂a/∂b + c");
        assertThat(latex(Formulas.product(derivative, C))).isEqualTo("\\frac{\\partial a}{\\partial b}\\, c");
    }

    @Test
    void quotientsOnOneLineHaveBrackets() {
        assertThat(text(Formulas.quotient(Formulas.sum(A, B), C))).isEqualTo("(a + b)/c");
        assertThat(text(Formulas.quotient(A, Formulas.product(B, C)))).isEqualTo("a/(b c)");
        assertThat(text(Formulas.quotient(Formulas.quotient(A, B), C))).isEqualTo("(a/b)/c");
    }

    @Test
    void aMeanIsAFractionOfASum() {
        Formula sum = new Folded("Σ", List.of(new Index("i", "m")), new Element(Formulas.sum(A, B), List.of(C)));
        Formula mean = Formulas.quotient(sum, Formulas.symbol("m"));
        assertThat(text(mean)).isEqualTo("1/m Σ{i=1..m} (a + b)[c]");
        assertThat(latex(mean)).isEqualTo("\\frac{1}{m}\\, \\sum_{i=1}^{m} {\\left(a + b\\right)}_{c}");
        assertThat(text(Formulas.product(mean, A))).isEqualTo("1/m (Σ{i=1..m} (a + b)[c]) a");
    }

    @Test
    void symbolsHaveMarks() {
        Symbol symbol = new Symbol("theta", Mark.HAT, "12", "[3]");
        assertThat(text(symbol)).isEqualTo("θ\u0302₁₂[3]");
        assertThat(latex(symbol)).isEqualTo("\\hat{\\theta}_{\\mathrm{12}}^{\\mathrm{[3]}}");
        assertThat(latex(new Symbol("loss_a", Mark.NONE, "", ""))).isEqualTo("\\mathit{loss\\_a}");
        assertThat(new MathMlFormulas().write(new Symbol("x", Mark.BAR, "", "")))
                .isEqualTo("<mover accent=\"true\"><mi>x</mi><mo>¯</mo></mover>");
    }

    /** A model's names are its author's: none may become a command of the language it is written in. */
    @Test
    void namesAreTakenLiterally() {
        Formula name = new Formula.Words("a<b> \\end{document} & $x$");
        assertThat(new MathMlFormulas().write(name)).isEqualTo("<mtext>a&lt;b&gt; \\end{document} &amp; $x$</mtext>");
        assertThat(latex(name)).isEqualTo("\\text{a<b> \\textbackslash{}end\\{document\\} \\& \\$x\\$}");
    }

    @Test
    void conditionsAreTruths() {
        Formula positive = Formulas.relation(A, ">", Formulas.number(0));
        assertThat(text(Formulas.elementwise(new Fenced(Fence.TRUTH, positive), B)))
                .isEqualTo("[a > 0] ∘ b");
    }
}
