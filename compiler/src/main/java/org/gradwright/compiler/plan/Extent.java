// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.plan;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Fn;

/**
 * A place in an array, or its length: the largest of some sizes, rounded up. Which is the largest depends on the free sizes.
 *
 * @param sizes at least one
 * @param multiple the value is rounded up to a multiple of it, a power of two
 * @param lead so many elements more, when it is rounded
 */
public record Extent(List<Size> sizes, int multiple, int lead) {
    public Extent {
        sizes = List.copyOf(sizes);
    }

    /** Without a lead. */
    Extent(List<Size> sizes, int multiple) {
        this(sizes, multiple, 0);
    }

    /** A single size. */
    public static Extent of(Size size) {
        return new Extent(List.of(size), 1);
    }

    /** So many elements more; nothing is rounded then. */
    Extent plus(long count) {
        return new Extent(
                sizes.stream().map(s -> s.plus(count + lead + multiple - 1)).toList(), 1);
    }

    /** So many elements further on. */
    Extent after(int elements) {
        return multiple == 1 ? plus(elements) : new Extent(sizes, multiple, lead + elements);
    }

    /** Whether the value does not depend on free sizes. */
    public boolean isKnown() {
        return sizes.stream().allMatch(Size::isKnown);
    }

    /** The value of what is known. @throws IllegalStateException when it is free */
    public long known() {
        return rounded(sizes.stream().mapToLong(Size::known).max().orElseThrow());
    }

    private long rounded(long value) {
        return ((value + multiple - 1) & -multiple) + lead;
    }

    /** The free sizes that occur. */
    public Set<String> freeNames() {
        var names = new TreeSet<String>();
        sizes.forEach(s -> names.addAll(s.freeNames()));
        return names;
    }

    /** The value for given free sizes. @throws ArithmeticException when it leaves 64 bits */
    public long evaluate(Map<String, ? extends Number> free) {
        return rounded(sizes.stream().mapToLong(s -> s.evaluate(free)).max().orElseThrow());
    }

    /** The value as a kernel computes it, from the free sizes that it is given. */
    public Expr expr() {
        Expr largest = sizes.stream()
                .map(Size::expr)
                .reduce((a, b) -> Expr.call(Fn.MAX, a, b))
                .orElseThrow();
        return multiple == 1
                ? largest
                : Expr.call(Fn.BIT_AND, largest.plus(Expr.whole(multiple - 1)), Expr.whole(-multiple))
                        .plus(Expr.whole(lead));
    }

    /** {@code 64 * batch}, {@code max(64 * batch, 1024)}, {@code 3 * batch up to a multiple of 16}. */
    @Override
    public String toString() {
        String largest = sizes.size() == 1
                ? sizes.get(0).toString()
                : sizes.stream().map(Size::toString).collect(Collectors.joining(", ", "max(", ")"));
        return multiple == 1
                ? largest
                : largest + " up to a multiple of " + multiple + (lead == 0 ? "" : ", and " + lead);
    }
}
