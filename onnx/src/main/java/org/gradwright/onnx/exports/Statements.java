// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.exports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.Variable;
import org.gradwright.compiler.op.StopGradient;
import org.gradwright.compiler.scan.Bodies;
import org.gradwright.compiler.scan.Carry;
import org.gradwright.compiler.scan.Scan;
import org.gradwright.compiler.scan.ScanKey;
import org.gradwright.compiler.scan.ScanResult;
import org.gradwright.compiler.scan.Turn;
import org.gradwright.compiler.scan.TurnNumber;
import org.gradwright.onnx.format.Attribute;
import org.gradwright.onnx.format.ElementType;
import org.gradwright.onnx.format.OnnxException;
import org.gradwright.onnx.format.OnnxGraph;
import org.gradwright.onnx.format.ValueInfo;

/** Writes nodes in their order, each once; a loop becomes a {@code Loop}, whose body sees the values around it. */
final class Statements {
    private final Listing out;
    private final Map<Node, String> names;
    private final Function<String, Tensor> values;
    private final Bodies bodies = new Bodies();
    private final Map<ScanKey, Map<Integer, String>> carried = new HashMap<>();
    private final Map<ScanKey, String> turns = new HashMap<>();
    private final Map<Node, List<String>> results = new IdentityHashMap<>();

    /** @param values of parameters and states by path */
    Statements(Listing out, Map<Node, String> names, Function<String, Tensor> values) {
        this.out = out;
        this.names = names;
        this.values = values;
    }

    /** Writes what no loop contains, and the loops. */
    void write(List<Node> nodes) {
        write(nodes, Set.of());
    }

    private void write(List<Node> nodes, Set<ScanKey> inside) {
        for (Node node : nodes) {
            if (!names.containsKey(node) && inside.containsAll(bodies.around(node))) {
                names.put(node, at(node));
            }
        }
    }

    private String at(Node node) {
        try {
            return written(node);
        } catch (OnnxException e) {
            String place = node.origin().toString();
            throw new OnnxException(
                    "`" + node.operation().name() + "`" + (place.isEmpty() ? "" : " at " + place) + ": "
                            + e.getMessage(),
                    e);
        }
    }

    private String written(Node node) {
        if (node.operation() instanceof Variable variable) {
            Tensor value = Optional.ofNullable(values.apply(variable.path()))
                    .orElseThrow(() -> new OnnxException("`" + variable.path() + "` has no value"));
            return out.table(variable.path(), out.real(), value);
        }
        if (node.operation() instanceof StopGradient) {
            return names.get(node.input(0));
        }
        if (node.operation() instanceof Scan scan) {
            results.put(node, loop(node, scan));
            return "";
        }
        if (node.operation() instanceof ScanResult result) {
            return result(node.input(0), result);
        }
        if (node.operation() instanceof Carry carry) {
            return carried.get(carry.key()).get(carry.index());
        }
        if (node.operation() instanceof TurnNumber number) {
            return out.cast(turns.get(number.key()), ElementType.INT32);
        }
        if (node.operation() instanceof Turn turn) {
            var axis = Map.<String, Attribute>of("axis", new Attribute.Whole(turn.axis()));
            return out.add("Gather", List.of(names.get(node.input(0)), turns.get(turn.key())), axis);
        }
        return Operations.write(out, node, names);
    }

    /** The names of what a loop leaves behind: the carried values, then what was emitted. */
    private List<String> loop(Node node, Scan scan) {
        List<String> operands = new ArrayList<>(List.of(out.add("Reshape", out.size(scan.turns()), out.wholes()), ""));
        Scan.initial(node).forEach(initial -> operands.add(names.get(initial)));
        OnnxGraph body = body(node, scan);
        List<String> outputs = new ArrayList<>();
        for (int i = 1; i < body.outputs().size(); i++) {
            outputs.add(out.fresh("loop"));
        }
        out.add("Loop", operands, outputs, Map.of("body", new Attribute.Body(body)));
        return outputs;
    }

    private OnnxGraph body(Node node, Scan scan) {
        Listing.Mark mark = out.begin();
        List<ValueInfo> inputs = new ArrayList<>();
        String turn = out.fresh("turn");
        inputs.add(new ValueInfo(turn, ElementType.INT64, Optional.of(List.of())));
        String goesOn = out.fresh("goes_on");
        inputs.add(new ValueInfo(goesOn, ElementType.BOOL, Optional.of(List.of())));
        Map<Integer, String> own = new HashMap<>();
        for (int i = 0; i < scan.carries().size(); i++) {
            String name = out.fresh("carried");
            own.put(scan.carries().get(i), name);
            inputs.add(info(name, Scan.initial(node).get(i)));
        }
        carried.put(scan.key(), own);
        turns.put(scan.key(), scan.reverse() ? reversed(scan.turns(), turn) : turn);
        List<Node> ends = new ArrayList<>(Scan.next(node));
        ends.addAll(Scan.emitted(node));
        Set<ScanKey> inside = new HashSet<>(bodies.around(node));
        inside.add(scan.key());
        write(Nodes.topological(ends), inside);
        List<ValueInfo> outputs = new ArrayList<>();
        outputs.add(new ValueInfo(out.add("Identity", goesOn), ElementType.BOOL, Optional.of(List.of())));
        ends.forEach(end -> outputs.add(info(out.add("Identity", names.get(end)), end)));
        return new OnnxGraph("body", out.end(mark), List.of(), inputs, outputs);
    }

    private String reversed(Size turns, String turn) {
        String last = out.add("Reshape", out.size(turns.plus(-1)), out.wholes());
        return out.add("Sub", last, turn);
    }

    private ValueInfo info(String name, Node node) {
        return new ValueInfo(name, out.type(node.type().element()), Optional.empty());
    }

    /** What a loop in reverse has emitted stands in the order of its turns, and has to be turned round. */
    private String result(Node loop, ScanResult result) {
        Scan scan = Scan.of(loop);
        List<String> all = results.get(loop);
        if (result.last()) {
            return all.get(scan.carries().indexOf(result.index()));
        }
        String stack = all.get(scan.carries().size() + result.index());
        return scan.reverse()
                ? out.add("Slice", stack, out.wholes(-1), out.wholes(Integer.MIN_VALUE), out.wholes(0), out.wholes(-1))
                : stack;
    }
}
