// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.optimise;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Rewriter;
import org.gradwright.compiler.op.MatMul;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.op.Reshape;
import org.gradwright.compiler.scan.Bodies;
import org.gradwright.compiler.scan.Carry;
import org.gradwright.compiler.scan.Scan;
import org.gradwright.compiler.scan.ScanKey;
import org.gradwright.compiler.scan.ScanResult;
import org.gradwright.compiler.scan.Turn;

/**
 * Makes loops one that differ in what they hand out only, leaves out what nobody asks for, and takes products of matrices out
 * of loops: that of each part of a sequence is a part of one product.
 */
final class LoopRules {
    private LoopRules() {}

    static List<Node> apply(List<Node> roots) {
        List<Node> now = roots;
        if (Nodes.topological(now).stream().noneMatch(n -> n.operation() instanceof Scan)) {
            return now;
        }
        now = new Rewriter(LoopRules::productOfSequence).apply(now);
        for (Optional<Rewriter> step = merging(now); step.isPresent(); step = merging(now)) {
            now = step.get().apply(now);
        }
        return now;
    }

    /** {@code x[t] @ W} is a part of {@code x @ W}. */
    private static Node productOfSequence(Node node) {
        if (!(node.operation() instanceof MatMul)
                || !(node.input(0).operation() instanceof Turn turn)
                || node.input(0).shape().rank() != 2
                || node.input(1).shape().rank() != 2
                || turn.axis() == 2
                || new Bodies().isIn(node.input(1), turn.key())) {
            return node;
        }
        Ops ops = Ops.at(node.origin());
        return ops.node(turn, ops.matmul(node.input(0).input(0), node.input(1)));
    }

    /** All that is asked of one loop. */
    private static final class Asked {
        private final List<Node> loops = new ArrayList<>();
        private final Set<Integer> last = new LinkedHashSet<>();
        private final Set<Node> emits = new LinkedHashSet<>();
        private final List<Node> results = new ArrayList<>();
    }

    /** Brings one loop to its simplest form; empty when all are. */
    private static Optional<Rewriter> merging(List<Node> roots) {
        var asked = new LinkedHashMap<ScanKey, Asked>();
        for (Node node : Nodes.topological(roots)) {
            if (node.operation() instanceof Scan scan) {
                asked.computeIfAbsent(scan.key(), k -> new Asked()).loops.add(node);
            } else if (node.operation() instanceof ScanResult result) {
                Asked of = asked.get(Scan.of(node.input(0)).key());
                of.results.add(node);
                if (result.last()) {
                    of.last.add(result.index());
                } else {
                    of.emits.add(core(emitted(node, result)));
                }
            }
        }
        return asked.values().stream().flatMap(a -> merged(a).stream()).findFirst();
    }

    private static Node emitted(Node node, ScanResult result) {
        return Scan.emitted(node.input(0)).get(result.index());
    }

    /** What is emitted in another shape gets that shape outside. */
    private static Node core(Node emitted) {
        return emitted.operation() instanceof Reshape ? core(emitted.input(0)) : emitted;
    }

    private static Optional<Rewriter> merged(Asked asked) {
        Node first = asked.loops.get(0);
        Scan scan = Scan.of(first);
        List<Integer> carries = carries(first, asked);
        boolean simple = asked.loops.size() == 1
                && carries.equals(scan.carries())
                && List.copyOf(asked.emits).equals(Scan.emitted(first));
        if (simple) {
            return Optional.empty();
        }
        List<Node> emits = List.copyOf(asked.emits);
        Node loop = Scan.of(
                scan.key(),
                scan.turns(),
                scan.reverse(),
                carries,
                chosen(carries, scan, Scan.initial(first)),
                chosen(carries, scan, Scan.next(first)),
                emits,
                first.origin());
        var rewriter = new Rewriter(node -> node);
        for (Node node : asked.results) {
            var result = (ScanResult) node.operation();
            Node same = result.last()
                    ? Scan.last(loop, result.index())
                    : Ops.at(node.origin())
                            .reshape(Scan.stack(loop, emits.indexOf(core(emitted(node, result)))), node.shape());
            rewriter.keep(node, same.named(node.name()));
        }
        return Optional.of(rewriter);
    }

    private static List<Node> chosen(List<Integer> carries, Scan scan, List<Node> nodes) {
        return carries.stream().map(c -> nodes.get(scan.carries().indexOf(c))).toList();
    }

    /** The carried values that something depends on, in their order. */
    private static List<Integer> carries(Node loop, Asked asked) {
        Scan scan = Scan.of(loop);
        Map<Integer, Node> next = new LinkedHashMap<>();
        IntStream.range(0, scan.carries().size())
                .forEach(k -> next.put(scan.carries().get(k), Scan.next(loop).get(k)));
        var needed = new LinkedHashSet<>(asked.last);
        int before = -1;
        while (needed.size() != before) {
            before = needed.size();
            var roots = new ArrayList<>(asked.emits);
            needed.forEach(k -> roots.add(next.get(k)));
            for (Node node : Nodes.topological(roots)) {
                if (node.operation() instanceof Carry carry && carry.key() == scan.key()) {
                    needed.add(carry.index());
                }
            }
        }
        return scan.carries().stream().filter(needed::contains).toList();
    }
}
