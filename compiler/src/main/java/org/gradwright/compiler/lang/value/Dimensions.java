// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.value;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradwright.compiler.graph.Dim;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.lang.syntax.BinaryOperator;

/** The free sizes of a model, and what is promised about them. */
public final class Dimensions {
    private final Map<String, Dim> declared = new LinkedHashMap<>();
    private final Map<String, Dim> seen = new LinkedHashMap<>();

    /** A size that a {@code dim} line has constrained. */
    public void declare(Dim dim) {
        declared.put(dim.name(), dim);
    }

    /** Notes the free sizes of an input: what appears nowhere else is free without constraint. */
    public void appear(Size size) {
        for (String name : size.freeNames()) {
            seen.computeIfAbsent(name, n -> promise(n));
        }
    }

    /** What is promised about a free size. */
    Dim promise(String name) {
        return declared.getOrDefault(name, Dim.free(name));
    }

    /** Whether an input has the size, so that it is known at run time. */
    public boolean isSeen(String name) {
        return seen.containsKey(name);
    }

    /** Those that inputs have, in order of appearance. */
    public List<Dim> all() {
        return List.copyOf(seen.values());
    }

    /** A lower bound, from what is promised. */
    double lower(Size size) {
        return bound(size, true);
    }

    /** An upper bound, from what is promised. */
    double upper(Size size) {
        return bound(size, false);
    }

    private double bound(Size size, boolean lower) {
        double sum = 0;
        for (Map.Entry<List<String>, Long> term : size.terms().entrySet()) {
            boolean least = lower == (term.getValue() > 0);
            sum += term.getValue() * extreme(term.getKey(), least);
        }
        return sum;
    }

    private double extreme(List<String> monomial, boolean least) {
        double product = 1;
        for (String name : monomial) {
            Dim dim = promise(name);
            boolean unbounded = !least && dim.atMost() == Integer.MAX_VALUE;
            product *= least ? dim.atLeast() : unbounded ? Double.POSITIVE_INFINITY : dim.atMost();
        }
        return product;
    }

    /** Whether {@code a <= b} for every value of the free sizes. */
    public boolean provesAtMost(Size a, Size b) {
        return lower(b.minus(a)) >= 0;
    }

    /** Whether {@code a < b} for every value of the free sizes. */
    public boolean provesLess(Size a, Size b) {
        return lower(b.minus(a)) >= 1;
    }

    /** Whether the size is a multiple for every value of the free sizes. */
    public boolean provesMultiple(Size size, long of) {
        return size.terms().entrySet().stream().allMatch(term -> multiple(term.getKey(), term.getValue(), of));
    }

    private boolean multiple(List<String> monomial, long coefficient, long of) {
        long known = coefficient % of;
        for (String name : monomial) {
            known = known * (promise(name).multipleOf() % of) % of;
        }
        return known == 0;
    }

    /** Whether a comparison holds for every value of the free sizes, or for none; nothing if it depends on them. */
    public Optional<Boolean> compare(BinaryOperator operator, Size a, Size b) {
        double lower = lower(a.minus(b));
        double upper = upper(a.minus(b));
        return switch (operator) {
            case EQUAL -> decide(lower == 0 && upper == 0, lower > 0 || upper < 0);
            case NOT_EQUAL -> decide(lower > 0 || upper < 0, lower == 0 && upper == 0);
            case LESS -> decide(upper < 0, lower >= 0);
            case LESS_EQUAL -> decide(upper <= 0, lower > 0);
            case GREATER -> decide(lower > 0, upper <= 0);
            case GREATER_EQUAL -> decide(lower >= 0, upper < 0);
            default -> Optional.empty();
        };
    }

    private static Optional<Boolean> decide(boolean holds, boolean fails) {
        return holds ? Optional.of(true) : fails ? Optional.of(false) : Optional.empty();
    }
}
