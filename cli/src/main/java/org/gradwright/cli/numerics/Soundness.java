// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.numerics;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.op.Ops;

/**
 * Which values of a step are sound, and where the first that is not comes from. An infinity that the model itself writes, such as
 * that of a masked attention, and all that merely passes it on, is sound; an infinity that numbers led to is not, and NaN
 * never is.
 */
final class Soundness {
    private final Map<Node, State> states;
    private final Set<Node> unsound = Nodes.identitySet();
    private final Set<Node> intended = Nodes.identitySet();
    private final List<Node> order;
    private final Predicate<Node> given;

    /** What the worst element of a value is. */
    enum State {
        FINITE,
        INFINITE,
        NAN
    }

    /**
     * A step, or a turn of a loop in it.
     *
     * @param order its nodes, each after its inputs
     * @param states of those nodes that were looked at
     * @param given whether an infinity is meant to be there, and not computed
     */
    Soundness(List<Node> order, Map<Node, State> states, Predicate<Node> given) {
        this.states = states;
        this.given = given;
        this.order = order;
        order.stream().filter(states::containsKey).forEach(this::judge);
    }

    /** Along some axes the position of the worst element's {@link State}: NaN is not at most infinity either. */
    static Node state(Node node, List<Integer> axes, Precision precision) {
        var g = Ops.at(node.origin());
        double largest = precision == Precision.F32 ? Float.MAX_VALUE : Double.MAX_VALUE;
        Node size = g.abs(node);
        Node infinite = g.toReal(g.not(g.lessEqual(size, g.constant(largest))));
        Node nan = g.toReal(g.not(g.lessEqual(size, g.constant(Double.POSITIVE_INFINITY))));
        return g.max(g.add(infinite, nan), axes, false);
    }

    private void judge(Node node) {
        if (states.get(node) == State.FINITE) {
            return;
        }
        List<Node> infinite = sources(node).stream()
                .filter(s -> states.get(s) != State.FINITE)
                .toList();
        boolean isPassedOn = !infinite.isEmpty() && intended.containsAll(infinite);
        if (states.get(node) == State.INFINITE && (given.test(node) || isPassedOn)) {
            intended.add(node);
        } else {
            unsound.add(node);
        }
    }

    /** The values that a value is computed of, as far as they were looked at: what is inside a loop was not. */
    private Collection<Node> sources(Node node) {
        Set<Node> found = Nodes.identitySet();
        Set<Node> seen = Nodes.identitySet();
        var open = new ArrayDeque<>(node.inputs());
        while (!open.isEmpty()) {
            Node next = open.pop();
            if (states.containsKey(next)) {
                found.add(next);
            } else if (seen.add(next)) {
                open.addAll(next.inputs());
            }
        }
        return found;
    }

    /**
     * The first value, in the order of the step, that is unsound though all that it is computed of is sound, and that spoils a
     * result; where only infinities of the model itself spoil it, the first of them.
     */
    Optional<Node> first(Collection<Node> results) {
        return first(results, unsound).or(() -> first(results, intended));
    }

    private Optional<Node> first(Collection<Node> results, Set<Node> bad) {
        Set<Node> seen = Nodes.identitySet();
        Set<Node> origins = Nodes.identitySet();
        var open = new ArrayDeque<>(results.stream().filter(bad::contains).toList());
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (seen.add(node)) {
                List<Node> causes = sources(node).stream().filter(bad::contains).toList();
                open.addAll(causes);
                if (causes.isEmpty()) {
                    origins.add(node);
                }
            }
        }
        return order.stream().filter(origins::contains).findFirst();
    }
}
