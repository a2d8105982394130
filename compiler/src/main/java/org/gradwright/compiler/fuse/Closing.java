// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.ProgramSpec;
import org.gradwright.compiler.op.Transpose;
import org.gradwright.compiler.scan.Bodies;
import org.gradwright.compiler.scan.Carry;
import org.gradwright.compiler.scan.Scan;
import org.gradwright.compiler.scan.ScanKey;
import org.gradwright.compiler.scan.ScanResult;

/**
 * Takes the bodies of loops out of the graph: each becomes a {@link RepeatBody}, whose kernels are made by themselves. Loops in
 * a body stay in it until then.
 */
final class Closing {
    private final Set<ScanKey> level;
    private final Bodies bodies = new Bodies();
    private final Map<Node, Node> outer = new IdentityHashMap<>();
    private final Map<Node, Closed> closed = new IdentityHashMap<>();
    /** Each once, though several nodes may ask for it. */
    private final Map<RepeatResult, Node> results = new HashMap<>();

    /** A body and what its leaves stand for. */
    private record Closed(RepeatBody body, List<Node> inputs) {}

    private Closing(Set<ScanKey> level) {
        this.level = level;
    }

    /** The same program. @param level the loops around it */
    static ProgramSpec apply(ProgramSpec spec, Set<ScanKey> level) {
        List<Node> nodes = Nodes.topological(spec.roots());
        return nodes.stream().anyMatch(n -> n.operation() instanceof Scan) ? new Closing(level).run(spec, nodes) : spec;
    }

    private ProgramSpec run(ProgramSpec spec, List<Node> nodes) {
        nodes.stream()
                .filter(n -> !(n.operation() instanceof Scan) && !isInside(n))
                .forEach(n -> outer.put(n, rewritten(n)));
        return new ProgramSpec(spec.name(), outer(spec.results()), outer(spec.outputs()), outer(spec.next()));
    }

    private Map<String, Node> outer(Map<String, Node> roots) {
        var result = new LinkedHashMap<String, Node>();
        roots.forEach((name, node) -> result.put(name, outer.get(node)));
        return result;
    }

    private boolean isInside(Node node) {
        return !level.containsAll(bodies.around(node));
    }

    private Node rewritten(Node node) {
        if (!(node.operation() instanceof ScanResult result)) {
            return node.withInputs(node.inputs().stream().map(outer::get).toList());
        }
        Closed loop = closed.computeIfAbsent(node.input(0), this::close);
        int place = result.last() ? loop.body().scan().carries().indexOf(result.index()) : result.index();
        var operation = new RepeatResult(loop.body(), result.last(), place, result.type());
        return results.computeIfAbsent(
                operation, r -> Node.of(r, node.origin(), loop.inputs()).named(node.name()));
    }

    private Closed close(Node loop) {
        return new Inside(loop).run();
    }

    /** One loop. */
    private final class Inside {
        private final Node loop;
        private final Scan scan;
        private final Map<Node, Node> inner = new IdentityHashMap<>();
        private final List<Node> inputs = new ArrayList<>();
        private final List<Node> captured = new ArrayList<>();
        private final Map<Integer, Node> carried = new LinkedHashMap<>();

        Inside(Node loop) {
            this.loop = loop;
            this.scan = Scan.of(loop);
        }

        Closed run() {
            Scan.initial(loop).forEach(n -> inputs.add(outer.get(n)));
            for (int number : scan.carries()) {
                var leaf = new Carry(scan.key(), number, type(number));
                carried.put(number, Node.of(leaf, loop.origin(), List.of()));
            }
            List<Node> roots =
                    loop.inputs().subList(inputs.size(), loop.inputs().size());
            for (Node node : Nodes.topological(roots, n -> goesInside(n) ? n.inputs() : List.of())) {
                inner.put(node, goesInside(node) ? moved(node) : capture(node));
            }
            var body = new RepeatBody(
                    scan,
                    List.copyOf(carried.values()),
                    Scan.next(loop).stream().map(inner::get).toList(),
                    Scan.emitted(loop).stream().map(inner::get).toList(),
                    captured);
            return new Closed(body, inputs);
        }

        private org.gradwright.compiler.graph.TensorType type(int number) {
            return Scan.initial(loop).get(scan.carries().indexOf(number)).type();
        }

        /** What costs nothing is computed where it is used; a transposition is copied once, outside. */
        private boolean goesInside(Node node) {
            if (isInside(node)) {
                return true;
            }
            boolean loops = node.operation() instanceof Scan || node.operation() instanceof ScanResult;
            if (loops || node.operation().lowering(node) instanceof Lowering.Stored) {
                return false;
            }
            return node.inputs().isEmpty() || Materialisation.isFree(node) && !(node.operation() instanceof Transpose);
        }

        private Node moved(Node node) {
            if (node.operation() instanceof Carry carry && carry.key() == scan.key()) {
                return carried.get(carry.index());
            }
            return node.withInputs(node.inputs().stream().map(inner::get).toList());
        }

        private Node capture(Node node) {
            Node leaf = Node.of(new Captured("captured " + captured.size(), node.type()), node.origin(), List.of());
            captured.add(leaf);
            inputs.add(outer.get(node));
            return leaf;
        }
    }
}
