// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.derive;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradwright.compiler.derive.Derivation.Rule;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Operation;
import org.gradwright.compiler.notation.Formula;
import org.gradwright.compiler.notation.Formula.Partial;
import org.gradwright.compiler.notation.Formula.Symbol;
import org.gradwright.compiler.notation.Formulas;
import org.gradwright.compiler.op.BroadcastTo;
import org.gradwright.compiler.op.Hole;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.op.Reshape;

/** The rules by which a derivation differentiates: those of the operations themselves, with letters for operands. */
final class Rules {
    private Rules() {}

    /** One rule for each kind of operation that occurs. */
    static List<Rule> of(List<Segment> segments, Set<Node> active) {
        var rules = new LinkedHashMap<String, Rule>();
        for (Segment segment : segments) {
            for (Node node : Nodes.topological(List.of(segment.body()))) {
                boolean differentiated = active.contains(segment.value())
                        && node.type().isReal()
                        && !node.inputs().isEmpty()
                        && node.inputs().stream().anyMatch(n -> n.type().isReal());
                if (differentiated && !isSilent(node.operation())) {
                    rules.computeIfAbsent(node.operation().name(), name -> rule(node));
                }
            }
        }
        return rules.values().stream().filter(r -> !r.backward().isEmpty()).toList();
    }

    /** Operations that formulas do not write. */
    private static boolean isSilent(Operation operation) {
        return operation instanceof Reshape || operation instanceof BroadcastTo;
    }

    private static Rule rule(Node node) {
        var names = new IdentityHashMap<Hole, Formula>();
        var operands = new ArrayList<Node>();
        var g = Ops.at(node.origin());
        for (int i = 0; i < node.inputs().size(); i++) {
            Node input = node.input(i);
            Node hole = g.hole("operand", input.type());
            names.put((Hole) hole.operation(), letter(input, "abcdefgh".substring(i, i + 1)));
            operands.add(hole);
        }
        Node result = Node.of(node.operation(), node.origin(), operands);
        Formula own = letter(node, "abcdefgh".substring(operands.size(), operands.size() + 1));
        Formula loss = Formulas.symbol("L");
        Node cotangent = g.hole("cotangent", node.type());
        names.put((Hole) cotangent.operation(), new Partial(loss, own));
        var backward = new ArrayList<Formula>();
        List<Node> cotangents = node.operation().vjp(result, cotangent);
        for (int i = 0; i < operands.size(); i++) {
            if (cotangents.get(i) != null) {
                List<Node> simplest = Simplifier.simplest(List.of(result), cotangents.get(i));
                Formula right = formula(simplest.get(1), names, Map.of(simplest.get(0), own));
                Formula left =
                        new Partial(loss, names.get((Hole) operands.get(i).operation()));
                backward.add(Formulas.relation(left, "=", right));
            }
        }
        return new Rule(
                node.operation().name(), Formulas.relation(own, "=", formula(result, names, Map.of())), backward);
    }

    /** Matrices have capitals. */
    private static Symbol letter(Node node, String letter) {
        return new Symbol(
                node.type().rank() > 1 ? letter.toUpperCase(java.util.Locale.ROOT) : letter, Formula.Mark.NONE, "", "");
    }

    private static Formula formula(Node root, Map<Hole, Formula> names, Map<Node, Formula> known) {
        return Notator.formula(root, known, leaf -> names.get((Hole) leaf));
    }
}
