// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import static org.gradwright.compiler.build.Functions.clamp;
import static org.gradwright.compiler.build.Functions.tanh;
import static org.gradwright.compiler.build.Functions.where;
import static org.gradwright.compiler.build.Terms.add;
import static org.gradwright.compiler.build.Terms.greater;
import static org.gradwright.compiler.build.Terms.greaterEqual;
import static org.gradwright.compiler.build.Terms.matmul;
import static org.gradwright.compiler.build.Terms.mul;
import static org.gradwright.compiler.build.Terms.sub;

import java.util.List;
import org.gradwright.compiler.build.Block;
import org.gradwright.compiler.build.Functions;
import org.gradwright.compiler.build.Subscript;
import org.gradwright.compiler.build.Term;
import org.gradwright.onnx.format.OnnxException;

/** One step of a recurrent layer, in one direction. */
record Cell(Call c, Kind kind, int direction, Weights weights) {
    /** What kinds there are, with the activations that are usual. */
    enum Kind {
        RNN(1, "Tanh"),
        GRU(3, "Sigmoid", "Tanh"),
        LSTM(4, "Sigmoid", "Tanh", "Tanh");

        private final int gates;
        private final List<String> usual;

        Kind(int gates, String... usual) {
            this.gates = gates;
            this.usual = List.of(usual);
        }

        int gates() {
            return gates;
        }

        /** How many tensors a step hands on. */
        int states() {
            return this == LSTM ? 2 : 1;
        }
    }

    /** What one direction computes with; biases and peepholes may be null. */
    record Weights(Term w, Term r, Term wb, Term rb, Term peepholes, int units) {}

    /** The next state. */
    List<Term> next(Block b, Term x, List<Term> state) {
        Term h = state.get(0);
        Term input = let(b, "in", plus(matmul(x, weights.w()), weights.wb()));
        return switch (kind) {
            case RNN -> List.of(let(b, "next", f(0, clipped(add(input, hidden(h))))));
            case GRU -> List.of(gru(b, input, h));
            case LSTM -> lstm(b, let(b, "sum", add(input, hidden(h))), state.get(1));
        };
    }

    private Term let(Block b, String part, Term value) {
        return b.let(c.network().fresh(c.result() + "_" + part), value);
    }

    private Term hidden(Term h) {
        return plus(matmul(h, weights.r()), weights.rb());
    }

    private static Term plus(Term x, Term bias) {
        return bias == null ? x : add(x, bias);
    }

    private Term gate(Term x, int gate) {
        return x.at(Subscript.rest(), part(gate));
    }

    private Subscript part(int gate) {
        return Subscript.between(gate * weights.units(), (gate + 1) * weights.units());
    }

    /** The gates stand in the order z, r, h. */
    private Term gru(Block b, Term input, Term h) {
        Term own = let(b, "own", hidden(h));
        Term z = let(b, "z", f(0, clipped(add(gate(input, 0), gate(own, 0)))));
        Term r = let(b, "r", f(0, clipped(add(gate(input, 1), gate(own, 1)))));
        boolean resetsProduct = c.settings().flag("linear_before_reset", false);
        Term recurrent = resetsProduct ? mul(r, gate(own, 2)) : resetFirst(let(b, "rh", mul(r, h)));
        Term n = let(b, "n", f(1, clipped(add(gate(input, 2), recurrent))));
        return let(b, "next", add(mul(sub(1, z), n), mul(z, h)));
    }

    private Term resetFirst(Term reset) {
        Term product = matmul(reset, gate(weights.r(), 2));
        return weights.rb() == null ? product : add(product, weights.rb().at(part(2)));
    }

    /** The gates stand in the order i, o, f, c; the peepholes in the order i, o, f. */
    private List<Term> lstm(Block b, Term sum, Term memory) {
        Term i = let(b, "i", f(0, clipped(peeped(gate(sum, 0), 0, memory))));
        boolean coupled = c.settings().flag("input_forget", false);
        Term forget = let(b, "f", coupled ? sub(1, i) : f(0, clipped(peeped(gate(sum, 2), 2, memory))));
        Term cell = let(b, "cell", add(mul(forget, memory), mul(i, f(1, clipped(gate(sum, 3))))));
        Term o = f(0, clipped(peeped(gate(sum, 1), 1, cell)));
        return List.of(let(b, "next", mul(o, f(2, cell))), cell);
    }

    private Term peeped(Term x, int gate, Term memory) {
        return weights.peepholes() == null ? x : add(x, mul(weights.peepholes().at(part(gate)), memory));
    }

    private Term clipped(Term x) {
        double bound = c.settings().number("clip", 0);
        return bound == 0 ? x : clamp(x).min(-bound).max(bound);
    }

    /** The activation at a place. */
    private Term f(int place, Term x) {
        int own = direction * kind.usual.size() + place;
        String name = name(own, place);
        return switch (name) {
            case "Sigmoid" -> Functions.sigmoid(x);
            case "Tanh" -> tanh(x);
            case "Relu" -> Functions.relu(x);
            case "Softsign" -> Functions.softsign(x);
            case "Softplus" -> Functions.softplus(x);
            case "LeakyRelu" -> where(greater(x, 0), x, mul(alpha(own, 0.01), x));
            case "ThresholdedRelu" -> where(greaterEqual(x, alpha(own, 1)), x, 0);
            case "Elu" -> where(greater(x, 0), x, Elementwise.grown(alpha(own, 1), x));
            case "ScaledTanh" -> mul(alpha(own, 1), tanh(mul(beta(own, 1), x)));
            case "Affine" -> add(mul(alpha(own, 1), x), beta(own, 0));
            case "HardSigmoid" -> Activations.hardSigmoid(x, alpha(own, 0.2), beta(own, 0.5));
            default -> throw new OnnxException("the activation " + name + " is not supported here");
        };
    }

    private String name(int own, int place) {
        List<String> given = c.settings().texts("activations");
        return own < given.size() ? given.get(own) : kind.usual.get(place);
    }

    private double alpha(int own, double absent) {
        return scalar("activation_alpha", own, absent);
    }

    private double beta(int own, double absent) {
        return scalar("activation_beta", own, absent);
    }

    /** The numbers stand in the order of the activations, and of those only that have such a number. */
    private double scalar(String setting, int own, double absent) {
        List<Float> given = c.settings().numbers(setting);
        int before = 0;
        for (int i = 0; i < own; i++) {
            before += has(setting, name(i, i % kind.usual.size())) ? 1 : 0;
        }
        return before < given.size() ? Double.parseDouble(given.get(before).toString()) : absent;
    }

    private static boolean has(String setting, String name) {
        return switch (name) {
            case "LeakyRelu", "ThresholdedRelu", "Elu" -> setting.equals("activation_alpha");
            case "ScaledTanh", "Affine", "HardSigmoid" -> true;
            default -> false;
        };
    }
}
