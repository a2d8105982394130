// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import static org.gradwright.compiler.build.Functions.indices;
import static org.gradwright.compiler.build.Functions.ones;
import static org.gradwright.compiler.build.Functions.reshape;
import static org.gradwright.compiler.build.Functions.scatterAdd;
import static org.gradwright.compiler.build.Functions.where;
import static org.gradwright.compiler.build.Terms.add;
import static org.gradwright.compiler.build.Terms.equal;
import static org.gradwright.compiler.build.Terms.greater;
import static org.gradwright.compiler.build.Terms.infinity;
import static org.gradwright.compiler.build.Terms.less;
import static org.gradwright.compiler.build.Terms.mul;
import static org.gradwright.compiler.build.Terms.neg;

import java.util.List;
import java.util.Map;
import org.gradwright.compiler.build.Functions;
import org.gradwright.compiler.build.Subscript;
import org.gradwright.compiler.build.Term;
import org.gradwright.compiler.build.Terms;
import org.gradwright.compiler.graph.Size;
import org.gradwright.onnx.format.OnnxException;

/** Operators that put elements at places of a tensor, which is flattened for it. */
final class Scattering {
    private final Call c;
    private final List<Size> sizes;
    private final Term count;

    private Scattering(Call c) {
        this.c = c;
        this.sizes = c.shape(0).sizes();
        this.count = c.size(c.shape(0).count());
    }

    static final Map<String, Operator> ALL = Table.of(
            Table.single("ScatterElements", c -> new Scattering(c).elements()),
            Table.single("Scatter", c -> new Scattering(c).elements()),
            Table.single("ScatterND", c -> new Scattering(c).points()));

    /** An element's place is its own index, but along the axis that which is given. */
    private Term elements() {
        int axis = c.axis("axis", 0);
        Term place = null;
        for (int i = 0; i < sizes.size(); i++) {
            Term at = i == axis
                    ? Selections.fromFront(c, 1, c.size(sizes.get(i)))
                    : indices(c.size(c.shape(1).size(i))).at(axisOf(i, sizes.size()));
            Term part = times(at, i + 1);
            place = place == null ? part : add(place, part);
        }
        Term updates = c.size(c.shape(1).count());
        return scattered(reshape(c.let("place", place), Terms.list(updates)), updates);
    }

    /** A vector along one of so many axes. */
    private static Object[] axisOf(int axis, int rank) {
        Object[] subscripts = new Object[rank];
        java.util.Arrays.fill(subscripts, Subscript.newAxis());
        subscripts[axis] = Subscript.all();
        return subscripts;
    }

    /** A point names the first axes; what is put there has the others. */
    private Term points() {
        int depth = c.size(1, c.rank(1) - 1);
        Size rest = Selections.product(sizes, depth, sizes.size());
        Size points = Selections.product(c.shape(1).sizes(), 0, c.rank(1) - 1);
        Term index = c.let("points", reshape(c.y(), Terms.list(c.size(points), depth)));
        Term place = indices(c.size(rest)).at(Subscript.newAxis(), Subscript.all());
        for (int i = 0; i < depth; i++) {
            Term written = c.let("index", index.at(Subscript.all(), Subscript.between(i, i + 1)));
            Term counted = where(less(written, 0), add(written, c.size(sizes.get(i))), written);
            place = add(place, times(counted, i + 1));
        }
        Term updates = c.size(points.times(rest));
        return scattered(reshape(c.let("place", place), Terms.list(updates)), updates);
    }

    /** Times as many elements as the axes from one on have. */
    private Term times(Term index, int axis) {
        Size inner = Selections.product(sizes, axis, sizes.size());
        return inner.is(1) ? index : mul(index, c.size(inner));
    }

    private Term scattered(Term places, Term updates) {
        Term place = c.let("places", places);
        Term x = c.let("flat", reshape(c.x(), Terms.list(count)));
        Term update = c.let("updates", reshape(c.term(2), Terms.list(updates)));
        Term result =
                switch (c.settings().text("reduction", "none")) {
                    case "none" -> replaced(x, place, update, updates);
                    case "add" -> add(x, scatterAdd(update, place, count));
                    case "mul" ->
                        mul(
                                x,
                                Functions.prod(spread(place, update, Terms.of(1)))
                                        .axis(0));
                    case "max" ->
                        Functions.maximum(
                                x,
                                Functions.max(spread(place, update, neg(infinity)))
                                        .axis(0));
                    case "min" ->
                        Functions.minimum(
                                x,
                                Functions.min(spread(place, update, infinity)).axis(0));
                    default -> throw new OnnxException("this reduction is not supported");
                };
        return reshape(result, c.list(c.shape(0)));
    }

    private Term replaced(Term x, Term place, Term update, Term updates) {
        Term touched = greater(scatterAdd(ones(Terms.list(updates)), place, count), 0);
        return where(touched, scatterAdd(update, place, count), x);
    }

    /** Each update in a row of its own. */
    private Term spread(Term place, Term update, Term otherwise) {
        Term here = equal(
                place.at(Subscript.all(), Subscript.newAxis()), indices(count).at(Subscript.newAxis()));
        return where(here, update.at(Subscript.all(), Subscript.newAxis()), otherwise);
    }
}
