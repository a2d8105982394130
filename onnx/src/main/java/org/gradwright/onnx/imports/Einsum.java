// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import static org.gradwright.compiler.build.Functions.reshape;
import static org.gradwright.compiler.build.Functions.sum;
import static org.gradwright.compiler.build.Terms.matmul;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.gradwright.compiler.build.Term;
import org.gradwright.compiler.build.Terms;
import org.gradwright.compiler.graph.Size;
import org.gradwright.onnx.format.OnnxException;

/** Sums of products by Einstein's notation: operands are joined one by one, each time by one product of matrices. */
final class Einsum {
    private static final char FIRST_OF_ELLIPSIS = '\u0100';

    private final Call call;
    private final Map<Character, Size> sizes = new HashMap<>();

    private Einsum(Call call) {
        this.call = call;
    }

    /** A tensor whose axes have letters. */
    private record Labelled(Term term, String labels) {}

    static Term of(Call c) {
        return new Einsum(c).compute(c.settings().text("equation", "").replace(" ", ""));
    }

    private Term compute(String equation) {
        String[] sides = equation.split("->", -1);
        String[] operands = sides[0].split(",", -1);
        if (operands.length != call.count()) {
            throw new OnnxException("`" + equation + "` has " + operands.length + " operands, not " + call.count());
        }
        List<Labelled> terms = new ArrayList<>();
        String ellipsis = "";
        for (int i = 0; i < operands.length; i++) {
            int hidden = call.rank(i) - operands[i].replace("...", "").length();
            ellipsis = hidden > ellipsis.length() ? letters(hidden) : ellipsis;
            terms.add(labelled(i, operands[i].replace("...", letters(hidden))));
        }
        String result = sides.length > 1 ? sides[1].replace("...", ellipsis) : implied(sides[0], ellipsis);
        Labelled joined = terms.get(0);
        for (int i = 1; i < terms.size(); i++) {
            String later = terms.subList(i + 1, terms.size()).stream()
                    .map(Labelled::labels)
                    .collect(Collectors.joining());
            joined = join(joined, terms.get(i), result + later);
        }
        return turned(summed(joined, result), result).term();
    }

    private static String letters(int count) {
        var letters = new StringBuilder();
        for (int i = 0; i < count; i++) {
            letters.append((char) (FIRST_OF_ELLIPSIS + i));
        }
        return letters.toString();
    }

    /** All letters that stand once, in the order of the alphabet. */
    private static String implied(String left, String ellipsis) {
        String letters = left.replace(",", "").replace("...", "");
        return ellipsis
                + letters.chars()
                        .filter(l -> letters.indexOf(l) == letters.lastIndexOf(l))
                        .sorted()
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining());
    }

    private Labelled labelled(int input, String labels) {
        if (labels.chars().distinct().count() != labels.length()) {
            throw new OnnxException("a letter that stands twice in one operand is not supported");
        }
        for (int axis = 0; axis < labels.length(); axis++) {
            sizes.put(labels.charAt(axis), call.shape(input).size(axis));
        }
        return new Labelled(call.term(input), labels);
    }

    /** The sum over the axes whose letters nobody needs. */
    private Labelled summed(Labelled x, String needed) {
        List<Integer> axes = Call.all(x.labels.length()).stream()
                .filter(axis -> needed.indexOf(x.labels.charAt(axis)) < 0)
                .toList();
        if (axes.isEmpty()) {
            return x;
        }
        String rest = only(x.labels, needed, true);
        return new Labelled(call.let("summed", sum(x.term).axis(axes)), rest);
    }

    private static String only(String labels, String others, boolean in) {
        return labels.chars()
                .filter(l -> others.indexOf(l) >= 0 == in)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private Labelled turned(Labelled x, String order) {
        List<Integer> axes = order.chars().mapToObj(l -> x.labels.indexOf(l)).toList();
        return new Labelled(axes.size() < 2 ? x.term : Shapes.turned(x.term, axes), order);
    }

    private Labelled join(Labelled left, Labelled right, String needed) {
        Labelled a = summed(left, needed + right.labels);
        Labelled b = summed(right, needed + left.labels);
        String both = only(a.labels, b.labels, true);
        String batch = only(both, needed, true);
        String inner = only(both, needed, false);
        String rows = only(a.labels, both, false);
        String columns = only(b.labels, both, false);
        Term first = call.let("left", grouped(turned(a, batch + rows + inner), batch, rows, inner));
        Term second = call.let("right", grouped(turned(b, batch + inner + columns), batch, inner, columns));
        String labels = batch + rows + columns;
        Term product = call.let("product", matmul(first, second));
        return new Labelled(call.let("joined", reshape(product, list(labels))), labels);
    }

    private Term grouped(Labelled x, String... groups) {
        List<Term> shape = new ArrayList<>();
        for (String group : groups) {
            Size size = Size.ONE;
            for (char letter : group.toCharArray()) {
                size = size.times(sizes.get(letter));
            }
            shape.add(call.size(size));
        }
        return reshape(x.term, Terms.list(shape.toArray()));
    }

    private Term list(String labels) {
        return Terms.list(
                labels.chars().mapToObj(l -> call.size(sizes.get((char) l))).toArray());
    }
}
