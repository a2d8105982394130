// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.notation;

import java.text.Normalizer;
import java.util.List;
import java.util.stream.Collectors;
import org.gradwright.compiler.notation.Formula.Fence;
import org.gradwright.compiler.notation.Formula.Folded;
import org.gradwright.compiler.notation.Formula.Symbol;

/** Formulas in one line of Unicode, for a terminal. */
public final class TextFormulas extends FormulaWriter {
    private static final String DIGITS = "₀₁₂₃₄₅₆₇₈₉";

    @Override
    boolean isOneLine() {
        return true;
    }

    @Override
    String words(String text) {
        return text;
    }

    @Override
    String symbol(Symbol symbol) {
        String mark =
                switch (symbol.mark()) {
                    case NONE -> "";
                    case HAT -> "\u0302";
                    case BAR -> "\u0304";
                };
        String letter = GREEK.getOrDefault(symbol.base(), symbol.base()) + mark;
        return Normalizer.normalize(letter, Normalizer.Form.NFC) + below(symbol.below()) + symbol.above();
    }

    /** Digits have a form that is set low; other marks follow a line. */
    private static String below(String mark) {
        if (mark.isEmpty()) {
            return "";
        }
        return mark.chars().allMatch(c -> c >= '0' && c <= '9')
                ? mark.chars()
                        .mapToObj(c -> DIGITS.substring(c - '0', c - '0' + 1))
                        .collect(Collectors.joining())
                : "_" + mark;
    }

    @Override
    String number(String digits) {
        return digits;
    }

    @Override
    String bold(String letter) {
        return letter;
    }

    @Override
    String sign(String sign) {
        return " " + sign + " ";
    }

    @Override
    String prefix(String sign) {
        return sign;
    }

    @Override
    String space() {
        return " ";
    }

    @Override
    String joined(List<String> parts) {
        return String.join("", parts);
    }

    @Override
    String bracketed(String inside) {
        return "(" + inside + ")";
    }

    @Override
    String fraction(Formula over, Formula under) {
        return inLine(over) + "/" + inLine(under);
    }

    @Override
    String raised(String base, String exponent) {
        return switch (exponent) {
            case "2" -> base + "²";
            case "3" -> base + "³";
            default -> base + "^" + (exponent.length() == 1 ? exponent : "(" + exponent + ")");
        };
    }

    @Override
    String transposed(String matrix) {
        return matrix + "ᵀ";
    }

    @Override
    String lowered(String base, List<String> indices) {
        return base + "[" + String.join(",", indices) + "]";
    }

    @Override
    String apply(String function, List<String> arguments) {
        return (function.equals("sigmoid") ? "σ" : function) + "(" + String.join(", ", arguments) + ")";
    }

    @Override
    String fenced(Fence fence, String inside) {
        return switch (fence) {
            case ROOT -> "√(" + inside + ")";
            case MAGNITUDE -> "|" + inside + "|";
            case FLOOR -> "⌊" + inside + "⌋";
            case CEILING -> "⌈" + inside + "⌉";
            case TRUTH -> "[" + inside + "]";
        };
    }

    @Override
    String folded(Folded folded) {
        String indices = folded.indices().stream()
                .map(i -> i.letter() + "=1.." + i.bound())
                .collect(Collectors.joining(","));
        return folded.sign() + "{" + indices + "} ";
    }

    @Override
    String choice(String condition, String yes, String no) {
        return "{" + yes + " if " + condition + ", else " + no + "}";
    }

    @Override
    String partial(String of, String by) {
        return "∂" + of + "/∂" + by;
    }

    @Override
    String matrix(List<List<String>> rows) {
        return rows.stream().map(r -> String.join(" ", r)).collect(Collectors.joining("; ", "[", "]"));
    }
}
