// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.autodiff.each;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.scan.Bodies;
import org.gradwright.compiler.scan.Carry;
import org.gradwright.compiler.scan.Scan;
import org.gradwright.compiler.scan.ScanKey;
import org.gradwright.compiler.scan.ScanResult;
import org.gradwright.compiler.scan.Turn;

/**
 * A linear map, as a graph, applied to several operands at once: to the parts of one operand that is 1 everywhere. All are
 * followed through the graph together ({@link Shares}). Where they keep to themselves, as the examples of a batch do in most
 * networks, this costs what the map costs once: where it would have summed over the examples of a dense layer, each gets an outer
 * product. Where they mix, as in batch normalisation, it costs that once for each.
 */
public final class EachPart {
    private final Node operand;
    private final Size examples;
    private final Bodies bodies = new Bodies();
    /** How carried values are held, as far as is known: a loop is followed again when it turns out otherwise. */
    private final Map<String, Shares> carries = new HashMap<>();

    private final Map<Node, Shares> done = new IdentityHashMap<>();
    private final Map<Node, Node> loops = new IdentityHashMap<>();

    private EachPart(Node operand) {
        this.operand = operand;
        this.examples = operand.shape().size(0);
    }

    /**
     * What a linear map gives for each part of its operand along the operand's first axis, that part being 1 and all others 0.
     *
     * @param result of the map, which contains its operand
     * @param operand a placeholder
     * @return the results, along a new first axis; the placeholder does not occur in it
     */
    public static Node of(Node result, Node operand) {
        Shares shares = new EachPart(operand).follow(result);
        Ops ops = Ops.at(result.origin());
        Size parts = operand.shape().size(0);
        return shares == null
                ? ops.broadcastTo(ops.constant(0), Shares.first(parts, result.shape()))
                : shares.apart(parts);
    }

    private Shares follow(Node result) {
        List<Node> order = Nodes.topological(List.of(result));
        boolean settled = false;
        while (!settled) {
            done.clear();
            loops.clear();
            settled = order.stream().allMatch(this::step);
        }
        return done.get(result);
    }

    /** Whether all that was taken for granted holds. */
    private boolean step(Node node) {
        if (node.operation() instanceof Scan) {
            return loop(node);
        }
        Shares shares = shares(node);
        if (shares != null) {
            done.put(node, shares);
        }
        return true;
    }

    private Shares shares(Node node) {
        if (node == operand) {
            Ops ops = Ops.at(node.origin());
            return Shares.along(ops.broadcastTo(ops.constant(1), node.shape()), 0);
        }
        if (node.operation() instanceof Carry carry) {
            return carried(node, carry);
        }
        if (node.operation() instanceof ScanResult result) {
            return loops.containsKey(node.input(0)) ? result(node, result) : null;
        }
        List<Shares> inputs = inputs(node);
        if (inputs.stream().allMatch(Objects::isNull)) {
            return null;
        }
        Shares shares = node.operation() instanceof Turn turn
                ? turn(node, turn, inputs.get(0))
                : ShareRules.apply(node, inputs, examples);
        return shares == null ? Shares.apart(oneByOne(node, inputs)) : shares;
    }

    private List<Shares> inputs(Node node) {
        var inputs = new ArrayList<Shares>();
        node.inputs().forEach(input -> inputs.add(done.get(input)));
        return inputs;
    }

    // ---- loops over time

    private Shares carried(Node node, Carry carry) {
        Shares held = carries.get(carry.path());
        return held == null ? null : held.isApart() ? Shares.apart(apart(node, carry)) : held.in(node, held.axis());
    }

    private Node apart(Node node, Carry carry) {
        var type = new TensorType(node.type().element(), Shares.first(examples, node.shape()));
        return Node.of(new Carry(carry.key(), carry.index(), type), node.origin(), List.of());
    }

    private static Shares turn(Node node, Turn turn, Shares x) {
        if (x.isApart()) {
            return Shares.apart(Node.of(new Turn(turn.key(), turn.axis() + 1), node.origin(), List.of(x.node())));
        }
        Node part = node.withInputs(List.of(x.node()));
        boolean isPlain = x.axis() != turn.axis();
        return isPlain ? x.in(part, x.axis() - (x.axis() > turn.axis() ? 1 : 0)) : null;
    }

    /** Whether the carried values are held as was taken for granted; if so, the loop for all examples. */
    private boolean loop(Node loop) {
        Scan scan = Scan.of(loop);
        boolean holds = true;
        for (int k = 0; k < scan.carries().size(); k++) {
            String path = path(scan, loop, k);
            Shares held = carries.get(path);
            Shares now = joined(
                    joined(held, done.get(Scan.initial(loop).get(k))),
                    done.get(Scan.next(loop).get(k)));
            if (now != null) {
                carries.put(path, now);
            }
            holds &= isSame(held, now);
        }
        if (holds && inputs(loop).stream().anyMatch(Objects::nonNull)) {
            loops.put(loop, rebuilt(loop, scan));
        }
        return holds;
    }

    /** How values are held of which some are held in one way, some in another. */
    private static Shares joined(Shares a, Shares b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.liesAs(b) ? a : Shares.apart(a.node());
    }

    private static boolean isSame(Shares a, Shares b) {
        return a == null || b == null ? a == b : a.isApart() == b.isApart();
    }

    private Node rebuilt(Node loop, Scan scan) {
        int count = scan.carries().size();
        var inputs = new ArrayList<Node>();
        for (int i = 0; i < loop.inputs().size(); i++) {
            Shares held = i < 2 * count ? carries.get(path(scan, loop, i % count)) : done.get(loop.input(i));
            inputs.add(held(loop.input(i), held));
        }
        return Node.of(scan, loop.origin(), inputs);
    }

    private static String path(Scan scan, Node loop, int k) {
        return new Carry(
                        scan.key(),
                        scan.carries().get(k),
                        Scan.initial(loop).get(k).type())
                .path();
    }

    /** A node as the loop wants it: zeros are the same for all examples until they are told apart. */
    private Node held(Node node, Shares wanted) {
        Shares own = done.get(node);
        if (wanted == null || !wanted.isApart()) {
            return own == null ? node : own.node();
        }
        Ops ops = Ops.at(node.origin());
        return own == null ? ops.broadcastTo(node, Shares.first(examples, node.shape())) : own.apart(examples);
    }

    private Shares result(Node node, ScanResult result) {
        Node loop = node.input(0);
        if (result.last()) {
            Shares held = carries.get(
                    path(Scan.of(loop), loop, Scan.of(loop).carries().indexOf(result.index())));
            return held == null ? null : with(held, Scan.last(loops.get(loop), result.index()), held.axis());
        }
        Shares held = done.get(Scan.emitted(loop).get(result.index()));
        if (held == null) {
            return null;
        }
        Node stack = Scan.stack(loops.get(loop), result.index());
        return with(held, held.isApart() ? Shares.moved(stack, 1, 0) : stack, held.axis() + 1);
    }

    private static Shares with(Shares held, Node node, int axis) {
        return held.isApart() ? Shares.apart(node) : held.in(node, axis);
    }

    // ---- what has no rule

    /** The operation in a loop over the examples. */
    private Node oneByOne(Node node, List<Shares> shares) {
        var around = new LinkedHashSet<ScanKey>();
        node.inputs().forEach(input -> around.addAll(bodies.around(input)));
        int depth = around.stream().mapToInt(ScanKey::depth).max().orElse(-1) + 1;
        var key = new ScanKey("example", depth, around);
        var inputs = new ArrayList<Node>();
        for (int i = 0; i < shares.size(); i++) {
            Shares own = shares.get(i);
            inputs.add(
                    own == null
                            ? node.input(i)
                            : Node.of(new Turn(key, 0), node.origin(), List.of(own.apart(examples))));
        }
        Node each = node.withInputs(inputs);
        Node loop = Scan.of(key, examples, false, List.of(), List.of(), List.of(), List.of(each), node.origin());
        return Scan.stack(loop, 0);
    }
}
