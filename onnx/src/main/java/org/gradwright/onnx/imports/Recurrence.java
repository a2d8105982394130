// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import static org.gradwright.compiler.build.Functions.stack;
import static org.gradwright.compiler.build.Functions.steps;
import static org.gradwright.compiler.build.Functions.toReal;
import static org.gradwright.compiler.build.Functions.transpose;
import static org.gradwright.compiler.build.Functions.where;
import static org.gradwright.compiler.build.Functions.zeros;
import static org.gradwright.compiler.build.Terms.add;
import static org.gradwright.compiler.build.Terms.greater;
import static org.gradwright.compiler.build.Terms.sub;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gradwright.compiler.build.Block;
import org.gradwright.compiler.build.Subscript;
import org.gradwright.compiler.build.Term;
import org.gradwright.compiler.build.Terms;

/** Recurrent layers: a loop at run time for each direction. */
final class Recurrence {
    private static final int LENGTHS = 4;
    private static final int HIDDEN = 5;
    private static final int MEMORY = 6;
    private static final int PEEPHOLES = 7;

    static final Map<String, Operator> ALL = Table.of(
            Table.several("RNN", c -> new Recurrence(c, Cell.Kind.RNN).run()),
            Table.several("GRU", c -> new Recurrence(c, Cell.Kind.GRU).run()),
            Table.several("LSTM", c -> new Recurrence(c, Cell.Kind.LSTM).run()));

    private final Call c;
    private final Cell.Kind kind;
    private final boolean batchFirst;
    private final int units;
    private final int directions;

    private Recurrence(Call c, Cell.Kind kind) {
        this.c = c;
        this.kind = kind;
        this.batchFirst = c.settings().flag("layout", false);
        this.units = c.size(2, 2);
        this.directions = c.size(1, 0);
    }

    private List<Term> run() {
        List<Term> all = new ArrayList<>();
        List<Term> lastHidden = new ArrayList<>();
        List<Term> lastMemory = new ArrayList<>();
        for (int d = 0; d < directions; d++) {
            boolean reverse =
                    d == 1 || c.settings().text("direction", "forward").equals("reverse");
            List<Term> last = direction(d, reverse, all);
            lastHidden.add(last.get(0));
            lastMemory.add(last.get(kind.states() - 1));
        }
        Term y = c.let("steps", stack(all.toArray()).axis(2));
        List<Term> results = new ArrayList<>();
        results.add(batchFirst ? y : transpose(y, List.of(1, 2, 0, 3)));
        results.add(stack(lastHidden.toArray()).axis(batchFirst ? 1 : 0));
        if (kind == Cell.Kind.LSTM) {
            results.add(stack(lastMemory.toArray()).axis(batchFirst ? 1 : 0));
        }
        return results;
    }

    /** The last state of a direction; what its steps show is added to all, {@code [batch, time, units]}. */
    private List<Term> direction(int d, boolean reverse, List<Term> all) {
        var cell = new Cell(c, kind, d, weights(d));
        List<String> names = new ArrayList<>();
        List<Term> starts = new ArrayList<>();
        for (int i = 0; i < kind.states(); i++) {
            names.add(fresh(i == 0 ? "h" : "c"));
            starts.add(start(d, HIDDEN + i));
        }
        if (c.has(LENGTHS)) {
            names.add(fresh("left"));
            starts.add(left(reverse));
        }
        Term x = batchFirst ? c.x() : c.let("sequence", transpose(c.x(), List.of(1, 0, 2)));
        Term over = reverse ? steps(x).reverse(true) : steps(x);
        String shown = fresh("shown");
        List<Term> last = c.network()
                .builder()
                .scan(names, starts, over, (b, state, xt) -> step(cell, b, state, xt, shown, reverse));
        all.add(c.network().builder().name(shown));
        return last;
    }

    private String fresh(String part) {
        return c.network().fresh(c.result() + "_" + part);
    }

    private Term step(Cell cell, Block b, List<Term> state, Term xt, String shown, boolean reverse) {
        List<Term> next = cell.next(b, xt, state.subList(0, kind.states()));
        if (!c.has(LENGTHS)) {
            b.emit(shown, next.get(0));
            return Terms.results(next.toArray());
        }
        Term left = state.get(kind.states());
        Term lasts = b.let(fresh("lasts"), greater(left, 0).at(Subscript.all(), Subscript.newAxis()));
        b.emit(shown, where(lasts, next.get(0), 0));
        List<Object> results = new ArrayList<>();
        for (int i = 0; i < next.size(); i++) {
            results.add(where(lasts, next.get(i), state.get(i)));
        }
        results.add(reverse ? add(left, 1) : sub(left, 1));
        return Terms.results(results.toArray());
    }

    /** How many steps an example still has, counted at each step; beyond them it keeps its state and shows zeros. */
    private Term left(boolean reverse) {
        Term lengths = toReal(c.term(LENGTHS));
        Term before = reverse ? sub(toReal(c.size(c.shape(0).size(batchFirst ? 1 : 0))), 1) : Terms.of(0);
        return c.let("left", reverse ? sub(lengths, before) : lengths);
    }

    private Cell.Weights weights(int d) {
        Term w = c.let("w", c.term(1).at(d).transposed());
        Term r = c.let("r", c.term(2).at(d).transposed());
        int width = kind.gates() * units;
        Term wb = c.has(3) ? c.let("wb", c.term(3).at(d, Subscript.between(0, width))) : null;
        Term rb = c.has(3) ? c.let("rb", c.term(3).at(d, Subscript.between(width, 2 * width))) : null;
        Term peepholes = c.has(PEEPHOLES) ? c.let("peepholes", c.term(PEEPHOLES).at(d)) : null;
        return new Cell.Weights(w, r, wb, rb, peepholes, units);
    }

    private Term start(int d, int input) {
        if (c.has(input) && input <= MEMORY) {
            Term given = c.term(input);
            return c.let("start", batchFirst ? given.at(Subscript.all(), d) : given.at(d));
        }
        return c.let("start", zeros(Terms.list(c.size(c.shape(0).size(batchFirst ? 0 : 1)), units)));
    }
}
