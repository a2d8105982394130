// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.numerics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.op.Constant;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.scan.Bodies;
import org.gradwright.compiler.scan.Carry;
import org.gradwright.compiler.scan.Histories;
import org.gradwright.compiler.scan.Scan;
import org.gradwright.compiler.scan.ScanKey;
import org.gradwright.compiler.scan.ScanResult;

/**
 * Finds in a loop the turn and the operation whose value was the first that is not finite. The values of all turns are looked at
 * together, as a loop emits them; what is carried into the first bad turn is sound, or the turn before would have been the first.
 */
final class LoopTrace {
    private final List<Node> order;
    private final Precision precision;
    private final Function<Map<String, Node>, Object[]> compute;
    private final Histories histories;
    private final Bodies bodies = new Bodies();

    /**
     * The loops of a step.
     *
     * @param results of the step
     * @param compute gives values of nodes outside loops
     */
    LoopTrace(List<Node> results, Precision precision, Function<Map<String, Node>, Object[]> compute) {
        this.order = Nodes.topological(results);
        this.precision = precision;
        this.histories = new Histories(results);
        this.compute = compute;
    }

    /**
     * A value and where it is computed.
     *
     * @param place the turns of the loops around it
     */
    record Found(Node node, LoopPlace place) {}

    /**
     * The first value in a loop that is unsound though all that it is computed of is sound.
     *
     * @param result of the loop, unsound though all outside of the loop that it is computed of is sound
     * @param place where the loop is
     * @param around the states of values that were looked at
     */
    Found first(Node result, LoopPlace place, Map<Node, Soundness.State> around) {
        Node loop = result.input(0);
        Set<ScanKey> inside = new LinkedHashSet<>(place.loops());
        inside.add(Scan.of(loop).key());
        List<Node> body = order.stream()
                .filter(node -> node.type().isReal() && bodies.around(node).equals(inside))
                .toList();
        Object[] states = states(body, place);
        int parts = Numbers.count(states[0]);
        return IntStream.range(0, parts)
                .map(turn -> Scan.of(loop).reverse() ? parts - 1 - turn : turn)
                .mapToObj(part -> new LoopPlace.Turn(Scan.of(loop).key(), part, parts))
                .flatMap(turn -> first(loop, place.in(turn), around, of(turn, body, states)).stream())
                .findFirst()
                .orElse(new Found(result, place));
    }

    /** The states of a body's values in one turn. */
    private static Map<Node, Soundness.State> of(LoopPlace.Turn turn, List<Node> body, Object[] states) {
        Map<Node, Soundness.State> own = new IdentityHashMap<>();
        for (int i = 0; i < body.size(); i++) {
            own.put(body.get(i), Soundness.State.values()[(int) Numbers.at(states[i], turn.part())]);
        }
        return own;
    }

    private Optional<Found> first(
            Node loop, LoopPlace place, Map<Node, Soundness.State> around, Map<Node, Soundness.State> own) {
        var states = new IdentityHashMap<>(around);
        states.putAll(own);
        var soundness = new Soundness(order, states, node -> isGiven(node, own.keySet()));
        Collection<Node> results = new ArrayList<>(Scan.next(loop));
        results.addAll(Scan.emitted(loop));
        return soundness
                .first(results)
                .map(node ->
                        node.operation() instanceof ScanResult ? first(node, place, states) : new Found(node, place));
    }

    /** What comes from outside the turn was looked at before. */
    private static boolean isGiven(Node node, Set<Node> body) {
        return node.operation() instanceof Constant || node.operation() instanceof Carry || !body.contains(node);
    }

    /** For each node the state of each turn of the innermost loop around it. @param place of that loop */
    private Object[] states(List<Node> body, LoopPlace place) {
        var wanted = new LinkedHashMap<String, Node>();
        for (Node node : body) {
            Node turns = at(node, place);
            wanted.put(
                    "v" + wanted.size(),
                    Soundness.state(
                            turns, Ops.axes(turns).subList(1, turns.shape().rank()), precision));
        }
        return compute.apply(wanted);
    }

    /** A value in its place: what is in further loops with an axis for the turns of each. */
    Node at(Node node, LoopPlace place) {
        Node value = histories.of(node);
        var g = Ops.at(node.origin());
        int axis = 0;
        for (ScanKey loop : bodies.around(node).stream()
                .sorted(Comparator.comparing(ScanKey::depth))
                .toList()) {
            Optional<LoopPlace.Turn> turn = place.of(loop);
            value = turn.isPresent() ? g.index(value, axis, Size.of(turn.get().part())) : value;
            axis += turn.isPresent() ? 0 : 1;
        }
        return value;
    }
}
