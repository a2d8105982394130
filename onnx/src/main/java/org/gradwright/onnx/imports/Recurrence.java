// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import static org.gradwright.compiler.build.Functions.stack;
import static org.gradwright.compiler.build.Functions.transpose;
import static org.gradwright.compiler.build.Functions.where;
import static org.gradwright.compiler.build.Functions.zeros;
import static org.gradwright.compiler.build.Terms.add;
import static org.gradwright.compiler.build.Terms.greater;
import static org.gradwright.compiler.build.Terms.matmul;
import static org.gradwright.compiler.build.Terms.mul;
import static org.gradwright.compiler.build.Terms.sub;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gradwright.compiler.build.Functions;
import org.gradwright.compiler.build.Subscript;
import org.gradwright.compiler.build.Term;
import org.gradwright.compiler.build.Terms;
import org.gradwright.onnx.format.OnnxException;

/** Recurrent layers, their steps written out one after the other. */
final class Recurrence {
    private static final int LENGTHS = 4;
    private static final int HIDDEN = 5;
    private static final int CELL = 6;
    private static final int PEEPHOLES = 7;

    static final Map<String, Operator> ALL = Table.of(
            Table.several("RNN", c -> new Recurrence(c, 1, List.of("Tanh")).run()),
            Table.several("GRU", c -> new Recurrence(c, 3, List.of("Sigmoid", "Tanh")).run()),
            Table.several("LSTM", c -> new Recurrence(c, 4, List.of("Sigmoid", "Tanh", "Tanh")).run()));

    private final Call c;
    private final int gates;
    private final List<String> usual;
    private final boolean batchFirst;
    private final int steps;
    private final int units;
    private final int directions;

    private Recurrence(Call c, int gates, List<String> usual) {
        this.c = c;
        this.gates = gates;
        this.usual = usual;
        this.batchFirst = c.settings().flag("layout", false);
        this.steps = c.size(0, batchFirst ? 1 : 0);
        this.units = c.size(2, 2);
        this.directions = c.size(1, 0);
        for (String setting : List.of("clip", "input_forget", "activation_alpha", "activation_beta")) {
            if (c.settings().has(setting)) {
                throw new OnnxException("the setting `" + setting + "` is not supported");
            }
        }
    }

    /** What one direction computes with. */
    private record Weights(int direction, Term w, Term r, Term wb, Term rb, Term peepholes) {}

    /** The values that a step hands on; the cell of an LSTM alone is there. */
    private record State(Term h, Term cell) {}

    private List<Term> run() {
        List<Term> all = new ArrayList<>();
        List<Term> lastHidden = new ArrayList<>();
        List<Term> lastCell = new ArrayList<>();
        for (int d = 0; d < directions; d++) {
            boolean reverse =
                    d == 1 || c.settings().text("direction", "forward").equals("reverse");
            List<Term> outputs = new ArrayList<>();
            State last = direction(d, reverse, outputs);
            all.add(c.let("all", stack(outputs.toArray())));
            lastHidden.add(last.h());
            lastCell.add(last.cell());
        }
        Term y = c.let("steps", stack(all.toArray()).axis(1));
        List<Term> results = new ArrayList<>();
        results.add(batchFirst ? transpose(y, List.of(2, 0, 1, 3)) : y);
        results.add(stack(lastHidden.toArray()).axis(batchFirst ? 1 : 0));
        if (gates == 4) {
            results.add(stack(lastCell.toArray()).axis(batchFirst ? 1 : 0));
        }
        return results;
    }

    private State direction(int d, boolean reverse, List<Term> outputs) {
        Weights weights = weights(d);
        State state = new State(start(d, HIDDEN), gates == 4 ? start(d, CELL) : null);
        for (int i = 0; i < steps; i++) {
            int t = reverse ? steps - 1 - i : i;
            Term x = c.let("x", batchFirst ? c.x().at(Subscript.all(), t) : c.x().at(t));
            State next = step(weights, x, state);
            state = c.has(LENGTHS) ? within(t, next, state, outputs, reverse) : shown(next, outputs, reverse);
        }
        return state;
    }

    private static State shown(State next, List<Term> outputs, boolean reverse) {
        outputs.add(reverse ? 0 : outputs.size(), next.h());
        return next;
    }

    /** Beyond its length a sequence keeps its state and shows zeros. */
    private State within(int t, State next, State before, List<Term> outputs, boolean reverse) {
        Term lasts = c.let("lasts", greater(c.term(LENGTHS), t).at(Subscript.all(), Subscript.newAxis()));
        Term h = c.let("h", where(lasts, next.h(), before.h()));
        outputs.add(reverse ? 0 : outputs.size(), c.let("shown", where(lasts, next.h(), 0)));
        return new State(h, next.cell() == null ? null : c.let("c", where(lasts, next.cell(), before.cell())));
    }

    private Weights weights(int d) {
        Term w = c.let("w", c.term(1).at(d).transposed());
        Term r = c.let("r", c.term(2).at(d).transposed());
        int width = gates * units;
        Term wb = c.has(3) ? c.let("wb", c.term(3).at(d, Subscript.between(0, width))) : null;
        Term rb = c.has(3) ? c.let("rb", c.term(3).at(d, Subscript.between(width, 2 * width))) : null;
        return new Weights(d, w, r, wb, rb, c.has(PEEPHOLES) ? c.term(PEEPHOLES).at(d) : null);
    }

    private Term start(int d, int input) {
        if (c.has(input)) {
            Term given = c.term(input);
            return c.let("start", batchFirst ? given.at(Subscript.all(), d) : given.at(d));
        }
        return c.let("start", zeros(Terms.list(c.size(c.shape(0).size(batchFirst ? 0 : 1)), units)));
    }

    private State step(Weights weights, Term x, State state) {
        Term input = c.let("in", plus(matmul(x, weights.w()), weights.wb()));
        return switch (gates) {
            case 1 -> new State(c.let("h", f(weights, 0, add(input, hidden(weights, state.h())))), null);
            case 3 -> new State(gru(weights, input, state.h()), null);
            default -> lstm(weights, c.let("sum", add(input, hidden(weights, state.h()))), state);
        };
    }

    private Term hidden(Weights weights, Term h) {
        return plus(matmul(h, weights.r()), weights.rb());
    }

    private static Term plus(Term x, Term bias) {
        return bias == null ? x : add(x, bias);
    }

    private Term gate(Term x, int gate) {
        return x.at(Subscript.rest(), Subscript.between(gate * units, (gate + 1) * units));
    }

    /** The gates stand in the order z, r, h. */
    private Term gru(Weights weights, Term input, Term h) {
        Term own = c.let("own", hidden(weights, h));
        Term z = c.let("z", f(weights, 0, add(gate(input, 0), gate(own, 0))));
        Term r = c.let("r", f(weights, 0, add(gate(input, 1), gate(own, 1))));
        boolean resetsProduct = c.settings().flag("linear_before_reset", false);
        Term recurrent = resetsProduct ? mul(r, gate(own, 2)) : resetFirst(weights, c.let("rh", mul(r, h)));
        Term n = c.let("n", f(weights, 1, add(gate(input, 2), recurrent)));
        return c.let("h", add(mul(sub(1, z), n), mul(z, h)));
    }

    private Term resetFirst(Weights weights, Term reset) {
        Term product = matmul(reset, gate(weights.r(), 2));
        return weights.rb() == null ? product : add(product, gate(weights.rb(), 2));
    }

    /** The gates stand in the order i, o, f, c; the peepholes in the order i, o, f. */
    private State lstm(Weights weights, Term sum, State state) {
        Term i = c.let("i", f(weights, 0, peeped(weights, gate(sum, 0), 0, state.cell())));
        Term forget = c.let("f", f(weights, 0, peeped(weights, gate(sum, 2), 2, state.cell())));
        Term cell = c.let("c", add(mul(forget, state.cell()), mul(i, f(weights, 1, gate(sum, 3)))));
        Term o = f(weights, 0, peeped(weights, gate(sum, 1), 1, cell));
        return new State(c.let("h", mul(o, f(weights, 2, cell))), cell);
    }

    private Term peeped(Weights weights, Term x, int gate, Term cell) {
        return weights.peepholes() == null
                ? x
                : add(x, mul(weights.peepholes().at(Subscript.between(gate * units, (gate + 1) * units)), cell));
    }

    private Term f(Weights weights, int place, Term x) {
        List<String> given = c.settings().texts("activations");
        int own = weights.direction() * usual.size() + place;
        String name = own < given.size() ? given.get(own) : usual.get(place);
        return switch (name) {
            case "Sigmoid" -> Functions.sigmoid(x);
            case "Tanh" -> Functions.tanh(x);
            case "Relu" -> Functions.relu(x);
            case "Softsign" -> Functions.softsign(x);
            case "Softplus" -> Functions.softplus(x);
            default -> throw new OnnxException("the activation " + name + " is not supported here");
        };
    }
}
