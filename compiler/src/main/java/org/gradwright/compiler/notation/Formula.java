// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.notation;

import java.util.ArrayList;
import java.util.List;

/**
 * A formula by its meaning: what stands beside what, and where brackets go, follows from it. Formulas are made by
 * {@link Formulas}, which pulls signs and constants to the front, and are written by {@link FormulaWriter}.
 */
public sealed interface Formula {
    /** How tightly the parts of a formula hold together: what binds less needs brackets inside what binds more. */
    enum Binding {
        RELATION,
        SUM,
        PRODUCT,
        POWER,
        ATOM
    }

    default Binding binding() {
        return Binding.ATOM;
    }

    /** Words between formulas, or a name that is none of a value. */
    record Words(String text) implements Formula {}

    /** What a letter wears on its head. */
    enum Mark {
        NONE,
        HAT,
        BAR
    }

    /**
     * The name of a value: a letter or a word, with marks.
     *
     * @param base a letter, the name of a Greek one, or a word
     * @param mark what it wears
     * @param below what stands below to the right; empty without
     * @param above what stands above to the right; empty without
     */
    record Symbol(String base, Mark mark, String below, String above) implements Formula {}

    /** A number that is not negative. */
    record Number(double value) implements Formula {}

    /** A term of a sum. */
    record Term(boolean negative, Formula value) {}

    /** Terms added and subtracted; a single one is negative. */
    record Sum(List<Term> terms) implements Formula {
        public Sum {
            terms = List.copyOf(terms);
        }

        @Override
        public Binding binding() {
            return Binding.SUM;
        }
    }

    /** What stands between factors. */
    enum Times {
        /** A product of numbers with anything, or of matrices. */
        PLAIN,
        /** Element by element. */
        ELEMENTWISE,
        /** Filters slide along an image. */
        SLIDING,
        /** The transpose of that: each number spreads a filter. */
        SPREADING;

        /** Whether brackets between such products may be left out. */
        public boolean isAssociative() {
            return this == PLAIN || this == ELEMENTWISE;
        }
    }

    /** Factors side by side. */
    record Product(Times times, List<Formula> factors) implements Formula {
        public Product {
            factors = List.copyOf(factors);
        }

        @Override
        public Binding binding() {
            return Binding.PRODUCT;
        }
    }

    record Fraction(Formula over, Formula under) implements Formula {}

    record Power(Formula base, Formula exponent) implements Formula {
        @Override
        public Binding binding() {
            return Binding.POWER;
        }
    }

    record Transposed(Formula matrix) implements Formula {
        @Override
        public Binding binding() {
            return Binding.POWER;
        }
    }

    /** A function of some arguments. */
    record Apply(String function, List<Formula> arguments) implements Formula {
        public Apply {
            arguments = List.copyOf(arguments);
        }
    }

    /** Signs that go around a formula. */
    enum Fence {
        ROOT,
        MAGNITUDE,
        FLOOR,
        CEILING,
        /** Iverson's brackets: 1 where a condition holds, else 0. */
        TRUTH
    }

    record Fenced(Fence fence, Formula inside) implements Formula {}

    /** An index that runs from 1 to a bound. */
    record Index(String letter, String bound) {}

    /** A sum, product or extremum over indices. */
    record Folded(String sign, List<Index> indices, Formula body) implements Formula {
        public Folded {
            indices = List.copyOf(indices);
        }

        @Override
        public Binding binding() {
            return Binding.SUM;
        }
    }

    /** An element, or a part, of a value. */
    record Element(Formula value, List<Formula> indices) implements Formula {
        public Element {
            indices = List.copyOf(indices);
        }

        @Override
        public Binding binding() {
            return Binding.POWER;
        }
    }

    record Relation(Formula left, String sign, Formula right) implements Formula {
        @Override
        public Binding binding() {
            return Binding.RELATION;
        }
    }

    /** One of two values. */
    record Choice(Formula condition, Formula yes, Formula no) implements Formula {}

    /** A value repeated to a shape: only written so where nothing around it says that shape. */
    record Spread(Formula value, String shape) implements Formula {
        @Override
        public Binding binding() {
            return Binding.PRODUCT;
        }
    }

    /** A value with axes of size 1 more or less; as a matrix of one row it is a vector transposed. */
    record View(Formula value, boolean row) implements Formula {
        @Override
        public Binding binding() {
            return row ? Binding.POWER : value.binding();
        }
    }

    /** The partial derivative of one value by another. */
    record Partial(Formula of, Formula by) implements Formula {}

    /** Numbers in rows, some of which may be left out. */
    record Matrix(List<List<String>> rows) implements Formula {
        public Matrix {
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /** The formulas that this is made of. */
    default List<Formula> parts() {
        var parts = new ArrayList<Formula>();
        if (this instanceof Sum sum) {
            sum.terms().forEach(t -> parts.add(t.value()));
        } else if (this instanceof Product product) {
            parts.addAll(product.factors());
        } else if (this instanceof Fraction f) {
            parts.addAll(List.of(f.over(), f.under()));
        } else if (this instanceof Power power) {
            parts.addAll(List.of(power.base(), power.exponent()));
        } else if (this instanceof Transposed transposed) {
            parts.add(transposed.matrix());
        } else if (this instanceof Apply apply) {
            parts.addAll(apply.arguments());
        } else if (this instanceof Fenced fenced) {
            parts.add(fenced.inside());
        } else if (this instanceof Folded folded) {
            parts.add(folded.body());
        } else if (this instanceof Element element) {
            parts.add(element.value());
            parts.addAll(element.indices());
        } else if (this instanceof Relation relation) {
            parts.addAll(List.of(relation.left(), relation.right()));
        } else if (this instanceof Choice choice) {
            parts.addAll(List.of(choice.condition(), choice.yes(), choice.no()));
        } else if (this instanceof Spread spread) {
            parts.add(spread.value());
        } else if (this instanceof View view) {
            parts.add(view.value());
        }
        return parts;
    }

    /** How many signs and names a reader meets. */
    default int length() {
        return 1 + parts().stream().mapToInt(Formula::length).sum();
    }
}
