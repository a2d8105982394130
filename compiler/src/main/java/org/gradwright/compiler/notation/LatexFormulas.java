// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.notation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.gradwright.compiler.notation.Formula.Fence;
import org.gradwright.compiler.notation.Formula.Folded;
import org.gradwright.compiler.notation.Formula.Symbol;

/** Formulas for LaTeX with amsmath, amssymb and bm; MathJax and KaTeX read them, too. */
public final class LatexFormulas extends FormulaWriter {
    private static final Set<String> FUNCTIONS =
            Set.of("exp", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh", "max", "min");

    private static final Map<String, String> SIGNS = Map.ofEntries(
            Map.entry("−", "-"),
            Map.entry("∘", "\\circ"),
            Map.entry("⋆", "\\star"),
            Map.entry("⊛", "\\circledast"),
            Map.entry("·", "\\cdot"),
            Map.entry("≤", "\\le"),
            Map.entry("≥", "\\ge"),
            Map.entry("≠", "\\ne"),
            Map.entry("∧", "\\land"),
            Map.entry("∨", "\\lor"),
            Map.entry("¬", "\\lnot"),
            Map.entry("Σ", "\\sum"),
            Map.entry("Π", "\\prod"),
            Map.entry("∈", "\\in"),
            Map.entry("⋯", "\\cdots"));

    @Override
    String words(String text) {
        return "\\text{" + escaped(text) + "}";
    }

    /** A text outside formulas, with what LaTeX reads as commands taken literally. */
    static String escaped(String text) {
        var escaped = new StringBuilder();
        text.codePoints().forEach(c -> escaped.append(escaped(c)));
        return escaped.toString();
    }

    private static String escaped(int c) {
        return switch (c) {
            case '\\' -> "\\textbackslash{}";
            case '~' -> "\\textasciitilde{}";
            case '^' -> "\\textasciicircum{}";
            case '_', '%', '&', '#', '$', '{', '}' -> "\\" + (char) c;
            case '×' -> "\\ensuremath{\\times}";
            case '∂' -> "\\ensuremath{\\partial}";
            case '∞' -> "\\ensuremath{\\infty}";
            case '−' -> "\\ensuremath{-}";
            case '·' -> "\\ensuremath{\\cdot}";
            case '∘' -> "\\ensuremath{\\circ}";
            case '⋆' -> "\\ensuremath{\\star}";
            case '⊛' -> "\\ensuremath{\\circledast}";
            case 'ᵀ' -> "\\ensuremath{{}^{\\top}}";
            default -> Character.toString(c);
        };
    }

    @Override
    String symbol(Symbol symbol) {
        String base = GREEK.containsKey(symbol.base())
                ? "\\" + symbol.base().replaceFirst("^eps$", "epsilon")
                : symbol.base().length() == 1 ? escaped(symbol.base()) : "\\mathit{" + escaped(symbol.base()) + "}";
        String hat = symbol.mark() == Formula.Mark.HAT
                ? "\\hat{" + base + "}"
                : symbol.mark() == Formula.Mark.BAR ? "\\bar{" + base + "}" : base;
        return hat + mark("_", symbol.below()) + mark("^", symbol.above());
    }

    private static String mark(String place, String mark) {
        return mark.isEmpty()
                ? ""
                : place + "{" + (mark.length() == 1 ? mark : "\\mathrm{" + escaped(mark) + "}") + "}";
    }

    @Override
    String number(String digits) {
        int exponent = digits.indexOf('e');
        return digits.equals("∞")
                ? "\\infty"
                : exponent < 0
                        ? digits
                        : digits.substring(0, exponent) + " \\cdot 10^{" + digits.substring(exponent + 1) + "}";
    }

    @Override
    String bold(String letter) {
        return "\\mathbf{" + letter + "}";
    }

    @Override
    String sign(String sign) {
        return " " + SIGNS.getOrDefault(sign, sign) + " ";
    }

    @Override
    String prefix(String sign) {
        return SIGNS.getOrDefault(sign, sign);
    }

    @Override
    String space() {
        return "\\, ";
    }

    @Override
    String joined(List<String> parts) {
        return String.join("", parts);
    }

    @Override
    String bracketed(String inside) {
        return "\\left(" + inside + "\\right)";
    }

    @Override
    String fraction(Formula over, Formula under) {
        return "\\frac{" + write(over) + "}{" + write(under) + "}";
    }

    @Override
    String raised(String base, String exponent) {
        return "{" + base + "}^{" + exponent + "}";
    }

    @Override
    String transposed(String matrix) {
        return "{" + matrix + "}^{\\top}";
    }

    @Override
    String lowered(String base, List<String> indices) {
        return "{" + base + "}_{" + String.join(",", indices) + "}";
    }

    @Override
    String apply(String function, List<String> arguments) {
        String name = FUNCTIONS.contains(function)
                ? "\\" + function
                : function.equals("sigmoid") ? "\\sigma" : "\\operatorname{" + escaped(function) + "}";
        return name + "\\left(" + String.join(", ", arguments) + "\\right)";
    }

    @Override
    String fenced(Fence fence, String inside) {
        return switch (fence) {
            case ROOT -> "\\sqrt{" + inside + "}";
            case MAGNITUDE -> "\\left|" + inside + "\\right|";
            case FLOOR -> "\\left\\lfloor " + inside + "\\right\\rfloor";
            case CEILING -> "\\left\\lceil " + inside + "\\right\\rceil";
            case TRUTH -> "\\left[" + inside + "\\right]";
        };
    }

    @Override
    String folded(Folded folded) {
        String sign = SIGNS.getOrDefault(folded.sign(), "\\" + folded.sign());
        return folded.indices().stream()
                .map(i -> sign + "_{" + i.letter() + "=1}^{" + bound(i.bound()) + "} ")
                .collect(Collectors.joining());
    }

    private static String bound(String bound) {
        return bound.matches("\\d+|[a-z]") ? bound : "\\mathit{" + escaped(bound) + "}";
    }

    @Override
    String choice(String condition, String yes, String no) {
        return "\\begin{cases} " + yes + " & \\text{if } " + condition + " \\\\ " + no + " & \\text{else} \\end{cases}";
    }

    @Override
    String partial(String of, String by) {
        return "\\frac{\\partial " + of + "}{\\partial " + by + "}";
    }

    @Override
    String matrix(List<List<String>> rows) {
        return rows.stream()
                .map(row -> row.stream().map(this::cell).collect(Collectors.joining(" & ")))
                .collect(Collectors.joining(" \\\\ ", "\\begin{bmatrix} ", " \\end{bmatrix}"));
    }

    private String cell(String cell) {
        return cell.equals("⋯") ? "\\cdots" : number(cell.replace("−", "-"));
    }
}
