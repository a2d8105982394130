// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.TypeError;

/**
 * Einstein's summation, {@code bij,bjk->bik}: a letter an axis, equal letters mean equal indices, and what the result does not
 * name is summed over. Operands are taken two at a time, each pair as one product of matrices.
 */
public final class Einsum {
    private final Ops ops;

    /** A tensor whose axes have letters. */
    private record Term(Node node, String axes) {
        Size size(char axis) {
            return node.shape().size(axes.indexOf(axis));
        }

        boolean has(int axis) {
            return axes.indexOf(axis) >= 0;
        }
    }

    private Einsum(Ops ops) {
        this.ops = ops;
    }

    /** @throws TypeError when the operands do not fit the equation, or it is none */
    public static Node of(Ops ops, String equation, List<Node> operands) {
        return new Einsum(ops).compute(equation.replace(" ", ""), operands);
    }

    private Node compute(String equation, List<Node> operands) {
        if (!equation.matches("[A-Za-z]*(,[A-Za-z]*)*->[A-Za-z]*")) {
            throw new TypeError("`einsum` takes an equation such as \"bij,bjk->bik\", not \"" + equation + "\"");
        }
        int arrow = equation.indexOf("->");
        List<String> axes = Arrays.asList(equation.substring(0, arrow).split(",", -1));
        String result = equation.substring(arrow + 2);
        List<Term> terms = terms(axes, operands);
        requireResult(result, axes);
        while (terms.size() > 1) {
            List<Term> rest = new ArrayList<>(terms.subList(2, terms.size()));
            rest.add(0, product(terms.get(0), terms.get(1), needed(rest, result)));
            terms = rest;
        }
        return arranged(summed(terms.get(0), letters(result)), result).node();
    }

    private List<Term> terms(List<String> axes, List<Node> operands) {
        if (axes.size() != operands.size()) {
            throw new TypeError("the equation has " + axes.size() + " operands, not " + operands.size());
        }
        var terms = new ArrayList<Term>();
        for (int i = 0; i < axes.size(); i++) {
            terms.add(term(operands.get(i), axes.get(i)));
        }
        requireEqualSizes(terms);
        return terms;
    }

    private Term term(Node node, String axes) {
        if (!node.type().isReal() || node.shape().rank() != axes.length()) {
            throw new TypeError(
                    "\"" + axes + "\" takes a real tensor of rank " + axes.length() + ", not " + node.type());
        }
        for (int second = 1; second < axes.length(); second++) {
            int first = axes.indexOf(axes.charAt(second));
            if (first < second) {
                return term(diagonal(node, first, second), axes.substring(0, second) + axes.substring(second + 1));
            }
        }
        return new Term(node, axes);
    }

    /** One axis for two that have one letter. */
    private Node diagonal(Node x, int first, int second) {
        Size size = x.shape().size(first);
        if (!size.equals(x.shape().size(second))) {
            throw new TypeError("a letter that stands twice needs equal sizes: " + x.type());
        }
        var sizes = new ArrayList<Size>(java.util.Collections.nCopies(x.shape().rank(), Size.ONE));
        sizes.set(first, size);
        sizes.set(second, size);
        var grid = new Shape(sizes);
        Node isDiagonal = ops.equal(ops.iota(grid, first), ops.iota(grid, second));
        return ops.sum(ops.where(isDiagonal, x, ops.constant(0)), List.of(second), false);
    }

    private static void requireEqualSizes(List<Term> terms) {
        for (Term a : terms) {
            for (Term b : terms) {
                a.axes().chars().filter(b::has).forEach(axis -> {
                    if (!a.size((char) axis).equals(b.size((char) axis))) {
                        throw new TypeError(
                                "axis `" + (char) axis + "` is " + a.size((char) axis) + " and " + b.size((char) axis));
                    }
                });
            }
        }
    }

    private static void requireResult(String result, List<String> axes) {
        Set<Character> known = letters(String.join("", axes));
        if (!known.containsAll(letters(result)) || letters(result).size() < result.length()) {
            throw new TypeError("the result \"" + result + "\" needs axes of the operands, each once");
        }
    }

    private static Set<Character> letters(String axes) {
        return axes.chars().mapToObj(c -> (char) c).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The axes that are still used. */
    private static Set<Character> needed(List<Term> rest, String result) {
        Set<Character> needed = letters(result);
        rest.forEach(term -> needed.addAll(letters(term.axes())));
        return needed;
    }

    private Term summed(Term term, Set<Character> kept) {
        var axes = new ArrayList<Integer>();
        var left = new StringBuilder();
        for (int i = 0; i < term.axes().length(); i++) {
            if (kept.contains(term.axes().charAt(i))) {
                left.append(term.axes().charAt(i));
            } else {
                axes.add(i);
            }
        }
        return new Term(ops.sum(term.node(), axes, false), left.toString());
    }

    private Term arranged(Term term, String order) {
        List<Integer> permutation =
                order.chars().map(term.axes()::indexOf).boxed().toList();
        return new Term(ops.transpose(term.node(), permutation), order);
    }

    /** {@code [shared, left, inner] @ [shared, inner, right]}. */
    private Term product(Term first, Term second, Set<Character> needed) {
        Set<Character> ofBoth = letters(first.axes());
        ofBoth.retainAll(letters(second.axes()));
        Set<Character> keptOfFirst = union(needed, letters(second.axes()));
        Term a = summed(first, keptOfFirst);
        Term b = summed(second, union(needed, letters(first.axes())));
        String shared = text(ofBoth, needed, true);
        String inner = text(ofBoth, needed, false);
        String left = without(a.axes(), ofBoth);
        String right = without(b.axes(), ofBoth);
        Node rows = grouped(arranged(a, shared + left + inner), shared.length(), left.length());
        Node columns = grouped(arranged(b, shared + inner + right), shared.length(), inner.length());
        Node result = ops.matmul(rows, columns);
        var sizes = new ArrayList<Size>();
        (shared + left).chars().forEach(axis -> sizes.add(a.size((char) axis)));
        right.chars().forEach(axis -> sizes.add(b.size((char) axis)));
        return new Term(ops.reshape(result, new Shape(sizes)), shared + left + right);
    }

    private static Set<Character> union(Set<Character> a, Set<Character> b) {
        var union = new LinkedHashSet<>(a);
        union.addAll(b);
        return union;
    }

    private static String text(Set<Character> axes, Set<Character> needed, boolean isNeeded) {
        return axes.stream()
                .filter(axis -> needed.contains(axis) == isNeeded)
                .map(String::valueOf)
                .collect(Collectors.joining());
    }

    private static String without(String axes, Set<Character> others) {
        return axes.chars()
                .filter(axis -> !others.contains((char) axis))
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    /** Three axes: the first so many as they are in one, the next so many in one, the rest in one. */
    private Node grouped(Term term, int first, int second) {
        Shape shape = term.node().shape();
        Size stack = shape.product(0, first);
        Size rows = shape.product(first, first + second);
        Size columns = shape.product(first + second, shape.rank());
        return ops.reshape(term.node(), first == 0 ? Shape.of(rows, columns) : Shape.of(stack, rows, columns));
    }
}
