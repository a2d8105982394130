// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Equations of Einstein's summation, written out: with a result, and letters for what {@code ...} stands for. */
final class Equation {
    private Equation() {}

    /** @param ranks of the operands */
    static String explicit(String written, int... ranks) {
        String equation = written.replace(" ", "");
        String[] sides = equation.split("->", -1);
        String[] operands = sides[0].split(",", -1);
        String unused = IntStream.concat(IntStream.rangeClosed('A', 'Z'), IntStream.rangeClosed('a', 'z'))
                .filter(letter -> equation.indexOf(letter) < 0)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        String longest = "";
        for (int i = 0; i < Math.min(operands.length, ranks.length); i++) {
            int hidden = ranks[i] - operands[i].replace("...", "").length();
            String letters = unused.substring(0, Math.max(0, hidden));
            longest = operands[i].contains("...") && letters.length() > longest.length() ? letters : longest;
        }
        for (int i = 0; i < Math.min(operands.length, ranks.length); i++) {
            int hidden = ranks[i] - operands[i].replace("...", "").length();
            String letters = longest.substring(longest.length() - Math.max(0, Math.min(hidden, longest.length())));
            operands[i] = operands[i].replace("...", letters);
        }
        String result = sides.length > 1 ? sides[1].replace("...", longest) : longest + single(sides[0]);
        return String.join(",", operands) + "->" + result;
    }

    /** The letters that stand once, in the order of the alphabet. */
    private static String single(String operands) {
        return operands.chars()
                .filter(Character::isLetter)
                .filter(letter -> operands.indexOf(letter) == operands.lastIndexOf(letter))
                .sorted()
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }
}
