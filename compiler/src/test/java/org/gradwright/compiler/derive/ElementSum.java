// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.derive;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.notation.Formula;
import org.gradwright.compiler.notation.Formula.Element;
import org.gradwright.compiler.notation.Formula.Fenced;
import org.gradwright.compiler.notation.Formula.Folded;
import org.gradwright.compiler.notation.Formula.Fraction;
import org.gradwright.compiler.notation.Formula.Index;
import org.gradwright.compiler.notation.Formula.Number;
import org.gradwright.compiler.notation.Formula.Product;
import org.gradwright.compiler.notation.Formula.Relation;
import org.gradwright.compiler.notation.Formula.Sum;
import org.gradwright.compiler.notation.Formula.Symbol;

/** Computes what the formula of a single element says, as a reader would: indices count from 1, outside of a value are zeros. */
final class ElementSum {
    private final Map<Formula, Tensor> values;
    private final Map<String, Integer> sizes;
    private final Map<Formula, Double> indices = new HashMap<>();

    ElementSum(Map<Formula, Tensor> values, Map<String, Integer> sizes) {
        this.values = values;
        this.sizes = sizes;
    }

    /** The value of {@code left[i,f,p] = sum} at an index, which counts from 0. */
    double at(Relation element, int... index) {
        indices.clear();
        List<Formula> letters = ((Element) element.left()).indices();
        for (int axis = 0; axis < index.length; axis++) {
            indices.put(letters.get(axis), index[axis] + 1.0);
        }
        return value(element.right());
    }

    private double value(Formula formula) {
        if (formula instanceof Folded folded) {
            return sum(folded.indices(), folded.body());
        } else if (formula instanceof Product product) {
            return product.factors().stream().mapToDouble(this::value).reduce(1, (a, b) -> a * b);
        } else if (formula instanceof Sum sum) {
            return sum.terms().stream()
                    .mapToDouble(t -> (t.negative() ? -1 : 1) * value(t.value()))
                    .sum();
        } else if (formula instanceof Fraction fraction) {
            return value(fraction.over()) / value(fraction.under());
        } else if (formula instanceof Fenced fenced) {
            return fenced.inside() instanceof Relation met
                    ? value(met.left()) == value(met.right()) ? 1 : 0
                    : Math.ceil(value(fenced.inside()));
        } else if (formula instanceof Element element) {
            return element(element);
        }
        return formula instanceof Number number ? number.value() : indices.get(formula);
    }

    private double sum(List<Index> all, Formula body) {
        if (all.isEmpty()) {
            return value(body);
        }
        String bound = all.get(0).bound();
        int count = sizes.containsKey(bound) ? sizes.get(bound) : Integer.parseInt(bound);
        double sum = 0;
        for (int i = 1; i <= count; i++) {
            indices.put(new Symbol(all.get(0).letter(), Formula.Mark.NONE, "", ""), (double) i);
            sum += sum(all.subList(1, all.size()), body);
        }
        return sum;
    }

    private double element(Element element) {
        Tensor value = values.get(element.value());
        int[] index = element.indices().stream()
                .mapToInt(i -> (int) Math.rint(value(i)) - 1)
                .toArray();
        for (int axis = 0; axis < index.length; axis++) {
            if (index[axis] < 0 || index[axis] >= value.shape()[axis]) {
                return 0;
            }
        }
        return value.get(index);
    }
}
