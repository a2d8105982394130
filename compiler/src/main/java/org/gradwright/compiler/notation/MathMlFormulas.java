// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.notation;

import java.util.List;
import java.util.stream.Collectors;
import org.gradwright.compiler.notation.Formula.Fence;
import org.gradwright.compiler.notation.Formula.Folded;
import org.gradwright.compiler.notation.Formula.Symbol;

/** Formulas as MathML Core, which browsers draw by themselves. */
public final class MathMlFormulas extends FormulaWriter {
    @Override
    String words(String text) {
        return "<mtext>" + HtmlPage.escaped(text) + "</mtext>";
    }

    private static String row(String inside) {
        return "<mrow>" + inside + "</mrow>";
    }

    private static String operator(String sign) {
        return "<mo>" + HtmlPage.escaped(sign) + "</mo>";
    }

    @Override
    String symbol(Symbol symbol) {
        String letter = "<mi>" + HtmlPage.escaped(GREEK.getOrDefault(symbol.base(), symbol.base())) + "</mi>";
        String base = symbol.mark() == Formula.Mark.NONE
                ? letter
                : "<mover accent=\"true\">" + letter + operator(symbol.mark() == Formula.Mark.HAT ? "^" : "¯")
                        + "</mover>";
        String below = "<mtext>" + HtmlPage.escaped(symbol.below()) + "</mtext>";
        String above = "<mtext>" + HtmlPage.escaped(symbol.above()) + "</mtext>";
        if (symbol.below().isEmpty()) {
            return symbol.above().isEmpty() ? base : "<msup>" + base + above + "</msup>";
        }
        return symbol.above().isEmpty()
                ? "<msub>" + base + below + "</msub>"
                : "<msubsup>" + base + below + above + "</msubsup>";
    }

    @Override
    String number(String digits) {
        int exponent = digits.indexOf('e');
        return exponent < 0
                ? "<mn>" + digits + "</mn>"
                : row("<mn>" + digits.substring(0, exponent) + "</mn><mo>·</mo><msup><mn>10</mn><mn>"
                        + digits.substring(exponent + 1).replace('-', '−') + "</mn></msup>");
    }

    @Override
    String bold(String letter) {
        return "<mi mathvariant=\"normal\" class=\"bold\">" + letter + "</mi>";
    }

    @Override
    String sign(String sign) {
        return operator(sign);
    }

    @Override
    String prefix(String sign) {
        return "<mo form=\"prefix\">" + HtmlPage.escaped(sign) + "</mo>";
    }

    @Override
    String space() {
        return "<mspace width=\"0.17em\"></mspace>";
    }

    @Override
    String joined(List<String> parts) {
        return row(String.join("", parts));
    }

    @Override
    String bracketed(String inside) {
        return row("<mo>(</mo>" + inside + "<mo>)</mo>");
    }

    @Override
    String fraction(Formula over, Formula under) {
        return "<mfrac>" + row(write(over)) + row(write(under)) + "</mfrac>";
    }

    @Override
    String raised(String base, String exponent) {
        return "<msup>" + row(base) + row(exponent) + "</msup>";
    }

    @Override
    String transposed(String matrix) {
        return "<msup>" + row(matrix) + "<mi>⊤</mi></msup>";
    }

    @Override
    String lowered(String base, List<String> indices) {
        return "<msub>" + row(base) + row(String.join("<mo separator=\"true\">,</mo>", indices)) + "</msub>";
    }

    @Override
    String apply(String function, List<String> arguments) {
        String name = function.equals("sigmoid") ? "<mi>σ</mi>" : "<mi>" + HtmlPage.escaped(function) + "</mi>";
        return row(name + "<mo>&#x2061;</mo><mo>(</mo>" + String.join("<mo separator=\"true\">,</mo>", arguments)
                + "<mo>)</mo>");
    }

    @Override
    String fenced(Fence fence, String inside) {
        return switch (fence) {
            case ROOT -> "<msqrt>" + inside + "</msqrt>";
            case MAGNITUDE -> row("<mo>|</mo>" + inside + "<mo>|</mo>");
            case FLOOR -> row("<mo>⌊</mo>" + inside + "<mo>⌋</mo>");
            case CEILING -> row("<mo>⌈</mo>" + inside + "<mo>⌉</mo>");
            case TRUTH -> row("<mo>[</mo>" + inside + "<mo>]</mo>");
        };
    }

    @Override
    String folded(Folded folded) {
        String sign = folded.sign().equals("Σ") ? "∑" : folded.sign().equals("Π") ? "∏" : folded.sign();
        return folded.indices().stream()
                .map(i -> "<munderover><mo>" + sign + "</mo>"
                        + row("<mi>" + i.letter() + "</mi><mo>=</mo><mn>1</mn>") + "<mi>" + HtmlPage.escaped(i.bound())
                        + "</mi></munderover>")
                .collect(Collectors.joining());
    }

    @Override
    String choice(String condition, String yes, String no) {
        return row("<mo>{</mo><mtable columnalign=\"left\">" + line(yes, "<mtext>if </mtext>" + condition)
                + line(no, "<mtext>else</mtext>") + "</mtable>");
    }

    private static String line(String value, String when) {
        return "<mtr><mtd>" + value + "</mtd><mtd>" + when + "</mtd></mtr>";
    }

    @Override
    String partial(String of, String by) {
        return "<mfrac>" + row("<mo>∂</mo>" + of) + row("<mo>∂</mo>" + by) + "</mfrac>";
    }

    @Override
    String matrix(List<List<String>> rows) {
        String lines = rows.stream()
                .map(row -> row.stream()
                        .map(cell -> "<mtd><mn>" + HtmlPage.escaped(cell) + "</mn></mtd>")
                        .collect(Collectors.joining("", "<mtr>", "</mtr>")))
                .collect(Collectors.joining());
        return row("<mo>[</mo><mtable>" + lines + "</mtable><mo>]</mo>");
    }
}
