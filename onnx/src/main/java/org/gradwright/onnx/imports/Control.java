// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import static org.gradwright.compiler.build.Functions.flip;
import static org.gradwright.compiler.build.Functions.stack;
import static org.gradwright.compiler.build.Functions.where;
import static org.gradwright.compiler.build.Terms.and;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.gradwright.compiler.build.Subscript;
import org.gradwright.compiler.build.Term;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.onnx.format.OnnxException;

/**
 * Branches and loops. A branch whose condition is computed takes both ways and chooses; a loop is written out, turn by turn,
 * and what a turn does once the condition has failed does not count.
 */
final class Control {
    private static final int MOST_TURNS = 4096;

    private Control() {}

    static final Map<String, Operator> ALL = Table.of(
            Table.any("If", Control::branched),
            Table.any("Loop", Control::looped),
            Table.any("Scan", Scanning::scanned));

    private static List<Value> branched(Call c) {
        if (c.isKnown(0)) {
            return c.body(c.number(0) != 0 ? "then_branch" : "else_branch", List.of());
        }
        List<Value> yes = c.body("then_branch", List.of());
        List<Value> no = c.body("else_branch", List.of());
        Term condition = c.let("condition", single(c.x(), c.rank(0)));
        List<Value> results = new ArrayList<>();
        for (int i = 0; i < yes.size(); i++) {
            results.add(chosen(c, condition, yes.get(i), no.get(i)));
        }
        return results;
    }

    /** A tensor of one element as that element. */
    private static Term single(Term x, int rank) {
        return rank == 0 ? x : x.at(Collections.nCopies(rank, 0).toArray());
    }

    private static Value chosen(Call c, Term condition, Value yes, Value no) {
        if (yes.equals(no)) {
            return yes;
        }
        Term a = c.let("chosen", c.term(yes));
        Term b = c.let("other", c.term(no));
        if (!c.type(a).equals(c.type(b))) {
            throw new OnnxException("a result is " + c.type(a) + " in one branch and " + c.type(b)
                    + " in the other: the condition has to be known when compiling");
        }
        return new Value.Bound(where(condition, a, b));
    }

    private static List<Value> looped(Call c) {
        int turns = turns(c);
        Value condition = c.has(1) ? c.operand(1) : truth(true);
        List<Value> carried = new ArrayList<>(c.values().subList(Math.min(2, c.count()), c.count()));
        List<List<Value>> collected = new ArrayList<>();
        for (int turn = 0; turn < turns && !isFalse(c, condition); turn++) {
            List<Value> arguments = new ArrayList<>(List.of(number(turn), condition));
            arguments.addAll(carried);
            List<Value> results = c.body("body", arguments);
            List<Value> next = results.subList(1, 1 + carried.size());
            boolean open = c.statements().known(condition) == null;
            if (open && results.size() > next.size() + 1) {
                throw new OnnxException("how many turns it takes depends on the data, and with it a result's shape");
            }
            carried = open ? kept(c, condition, next, carried) : new ArrayList<>(next);
            condition = open ? both(c, condition, results.get(0)) : results.get(0);
            collected.add(results.subList(1 + next.size(), results.size()));
        }
        List<Value> all = new ArrayList<>(carried);
        all.addAll(stacked(c, collected));
        return all;
    }

    private static int turns(Call c) {
        if (!c.has(0)) {
            throw new OnnxException("without a largest number of turns this loop is not supported");
        }
        if (c.operand(0) instanceof Value.Sizes turns) {
            throw new OnnxException(
                    "it takes " + turns.sizes().get(0) + " turns, which are written out: fix the size with --dim");
        }
        double turns = c.number(0);
        if (turns > MOST_TURNS) {
            throw new OnnxException("a loop of more than " + MOST_TURNS + " turns is not supported");
        }
        return (int) turns;
    }

    private static Value truth(boolean value) {
        return new Value.Known(Tensor.scalar(value ? 1 : 0), Element.BOOL);
    }

    private static Value number(int value) {
        return new Value.Known(Tensor.scalar(value), Element.I32);
    }

    private static boolean isFalse(Call c, Value condition) {
        Value.Known known = c.statements().known(condition);
        return known != null && known.tensor().data()[0] == 0;
    }

    private static List<Value> kept(Call c, Value condition, List<Value> next, List<Value> before) {
        Term goesOn = c.term(condition);
        List<Value> kept = new ArrayList<>();
        for (int i = 0; i < next.size(); i++) {
            Value value = chosen(c, goesOn, next.get(i), before.get(i));
            kept.add(value instanceof Value.Bound bound ? new Value.Bound(c.let("carried", bound.term())) : value);
        }
        return kept;
    }

    private static Value both(Call c, Value before, Value after) {
        return new Value.Bound(c.let("goes_on", and(c.term(before), c.term(after))));
    }

    /** What the turns have collected, along a new first axis. */
    private static List<Value> stacked(Call c, List<List<Value>> collected) {
        if (collected.isEmpty()) {
            return List.of();
        }
        List<Value> results = new ArrayList<>();
        for (int i = 0; i < collected.get(0).size(); i++) {
            int result = i;
            Object[] parts =
                    collected.stream().map(turn -> c.term(turn.get(result))).toArray();
            results.add(new Value.Bound(stack(parts)));
        }
        return results;
    }

    /** {@code Scan}: a body for each part of some tensors along an axis. */
    private static final class Scanning {
        private static final int WITHOUT_BATCH = 9;

        private final Call c;
        private final int states;
        private final int inputs;
        private final int first;

        private Scanning(Call c) {
            this.c = c;
            this.first = c.opset() < WITHOUT_BATCH ? 1 : 0;
            this.inputs = (int) c.settings().whole("num_scan_inputs", 1);
            this.states = c.count() - first - inputs;
        }

        static List<Value> scanned(Call c) {
            return c.opset() < WITHOUT_BATCH ? new Scanning(c).eachExample() : new Scanning(c).all();
        }

        /** Before version 9 all tensors have examples along axis 0, each of which is scanned for itself. */
        private List<Value> eachExample() {
            if (c.has(0)) {
                throw new OnnxException("lengths of sequences are not supported here");
            }
            List<List<Value>> results = new ArrayList<>();
            for (int example = 0; example < c.size(1, 0); example++) {
                List<Term> parts = new ArrayList<>();
                for (int i = first; i < c.count(); i++) {
                    parts.add(c.let("part", c.term(i).at(example)));
                }
                results.add(run(parts, 0));
            }
            return stacked(c, results);
        }

        private List<Value> all() {
            return run(c.terms(), -1);
        }

        /** @param axis along which parts lie; -1 where the attributes say it */
        private List<Value> run(List<Term> operands, int axis) {
            List<Value> carried = new ArrayList<>(operands.subList(0, states).stream()
                    .<Value>map(Value.Bound::new)
                    .toList());
            List<List<Value>> collected = new ArrayList<>();
            int turns = turns(axis);
            for (int turn = 0; turn < turns; turn++) {
                List<Value> arguments = new ArrayList<>(carried);
                for (int i = 0; i < inputs; i++) {
                    arguments.add(part(operands.get(states + i), i, turn, turns, axis));
                }
                List<Value> results = c.body("body", arguments);
                carried = new ArrayList<>(results.subList(0, states));
                collected.add(results.subList(states, results.size()));
            }
            List<Value> all = new ArrayList<>(carried);
            all.addAll(arranged(stacked(c, collected)));
            return all;
        }

        private int turns(int axis) {
            return axis < 0 ? c.size(states, axisOf(0)) : c.size(first + states, 1);
        }

        private int axisOf(int input) {
            List<Integer> axes = c.settings().wholes("scan_input_axes", Call.times(inputs, 0));
            return c.axis(axes.get(input), c.rank(states + input));
        }

        private Value part(Term x, int input, int turn, int turns, int axis) {
            String directions = axis < 0 ? "scan_input_directions" : "directions";
            boolean reverse =
                    c.settings().wholes(directions, Call.times(inputs, 0)).get(input) == 1;
            Object[] place = new Object[(axis < 0 ? axisOf(input) : axis) + 1];
            java.util.Arrays.fill(place, Subscript.all());
            place[place.length - 1] = reverse ? turns - 1 - turn : turn;
            return new Value.Bound(c.let("step", x.at(place)));
        }

        private List<Value> arranged(List<Value> results) {
            List<Integer> axes = c.settings().wholes("scan_output_axes", Call.times(results.size(), 0));
            List<Integer> directions = c.settings().wholes("scan_output_directions", Call.times(results.size(), 0));
            List<Value> arranged = new ArrayList<>();
            for (int i = 0; i < results.size(); i++) {
                Term steps = c.let("steps", c.term(results.get(i)));
                Term ordered = directions.get(i) == 1 ? c.let("ordered", flip(steps, 0)) : steps;
                int rank = c.type(ordered).shape().rank();
                List<Integer> order = Call.all(rank);
                order.add(c.axis(axes.get(i), rank), order.remove(0));
                arranged.add(new Value.Bound(Shapes.turned(ordered, order)));
            }
            return arranged;
        }
    }
}
