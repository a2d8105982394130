// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.interpret;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.op.CustomGradient;
import org.gradwright.compiler.scan.Bodies;
import org.gradwright.compiler.scan.Carry;
import org.gradwright.compiler.scan.Scan;
import org.gradwright.compiler.scan.ScanKey;
import org.gradwright.compiler.scan.ScanResult;

/** Evaluates nodes by the reference meaning of their operations, each node once. */
public final class Interpreter {
    private final Bodies bodies;
    private final Map<Node, Tensor> values = new IdentityHashMap<>();
    /** What loops leave behind. */
    private final Map<Node, Map<ScanResult, Tensor>> results = new IdentityHashMap<>();

    private Interpreter() {
        this.bodies = new Bodies();
    }

    /** For one turn, which knows what is known around it. */
    private Interpreter(Interpreter around) {
        this.bodies = around.bodies;
        values.putAll(around.values);
        results.putAll(around.results);
    }

    /** The value of one node. @see #evaluate(List, Evaluation) */
    public static Tensor evaluate(Node root, Evaluation evaluation) {
        return evaluate(List.of(root), evaluation).get(0);
    }

    /**
     * The values of some nodes.
     *
     * @throws IllegalArgumentException when a stored value is missing or has another shape than declared, or an index
     *     is out of range; the message names the node
     */
    public static List<Tensor> evaluate(List<Node> roots, Evaluation evaluation) {
        List<Node> plain = CustomGradient.strip(roots);
        var interpreter = new Interpreter();
        interpreter.run(plain, Set.of(), evaluation);
        return plain.stream().map(interpreter.values::get).toList();
    }

    /** Computes what is in these loops and in no other. */
    private void run(List<Node> roots, Set<ScanKey> loops, Evaluation evaluation) {
        for (Node node : Nodes.topological(roots, n -> isKnown(n) ? List.of() : n.inputs())) {
            if (!isKnown(node) && loops.containsAll(bodies.around(node))) {
                run(node, loops, evaluation);
            }
        }
    }

    private boolean isKnown(Node node) {
        return values.containsKey(node) || results.containsKey(node);
    }

    private void run(Node node, Set<ScanKey> loops, Evaluation evaluation) {
        if (node.operation() instanceof Scan scan) {
            results.put(node, loop(node, scan, loops, evaluation));
            return;
        }
        List<Tensor> inputs = node.inputs().stream().map(values::get).toList();
        Tensor value = node.operation() instanceof ScanResult result
                ? results.get(node.input(0)).get(result)
                : compute(node, inputs, evaluation);
        values.put(node, checked(node, value, evaluation));
    }

    /** Runs a loop. */
    private Map<ScanResult, Tensor> loop(Node loop, Scan scan, Set<ScanKey> loops, Evaluation evaluation) {
        var inside = new HashSet<>(loops);
        inside.add(scan.key());
        var carried = new LinkedHashMap<String, Tensor>();
        List<Node> next = Scan.next(loop);
        for (int k = 0; k < next.size(); k++) {
            carried.put(path(loop, k), values.get(Scan.initial(loop).get(k)));
        }
        var emits = new ArrayList<List<Tensor>>();
        Scan.emitted(loop).forEach(e -> emits.add(new ArrayList<>()));
        for (int turn : scan.order(evaluation.sizes())) {
            var body = new Interpreter(this);
            body.run(loop.inputs(), inside, evaluation.in(scan.key().depth(), turn, carried));
            for (int k = 0; k < next.size(); k++) {
                carried.put(path(loop, k), body.values.get(next.get(k)));
            }
            for (int e = 0; e < emits.size(); e++) {
                emits.get(e).add(body.values.get(Scan.emitted(loop).get(e)));
            }
        }
        var left = new HashMap<ScanResult, Tensor>();
        for (int k = 0; k < next.size(); k++) {
            int number = scan.carries().get(k);
            left.put((ScanResult) Scan.last(loop, number).operation(), carried.get(path(loop, k)));
        }
        for (int e = 0; e < emits.size(); e++) {
            Node stack = Scan.stack(loop, e);
            int[] shape = stack.shape().evaluate(evaluation.sizes());
            left.put((ScanResult) stack.operation(), stacked(shape, emits.get(e), scan.reverse()));
        }
        return left;
    }

    private static String path(Node loop, int k) {
        Scan scan = Scan.of(loop);
        TensorType type = Scan.next(loop).get(k).type();
        return new Carry(scan.key(), scan.carries().get(k), type).path();
    }

    private static Tensor stacked(int[] shape, List<Tensor> parts, boolean reverse) {
        Tensor all = Tensor.zeros(shape);
        int at = 0;
        for (int p = 0; p < parts.size(); p++) {
            double[] part = parts.get(reverse ? parts.size() - 1 - p : p).data();
            System.arraycopy(part, 0, all.data(), at, part.length);
            at += part.length;
        }
        return all;
    }

    private static Tensor compute(Node node, List<Tensor> inputs, Evaluation evaluation) {
        try {
            return node.operation().evaluate(node, inputs, evaluation);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + ", in " + describe(node), e);
        }
    }

    private static Tensor checked(Node node, Tensor value, Evaluation evaluation) {
        int[] expected = node.shape().evaluate(evaluation.sizes());
        if (!Arrays.equals(expected, value.shape())) {
            throw new IllegalArgumentException(
                    "the value of " + describe(node) + " has shape " + Arrays.toString(value.shape()));
        }
        return value;
    }

    private static String describe(Node node) {
        String place = node.origin().toString();
        return node.operation().name() + node.operation().attributes() + " : " + node.type()
                + (place.isEmpty() ? "" : " at " + place);
    }
}
