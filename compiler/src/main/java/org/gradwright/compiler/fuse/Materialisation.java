// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Nominal;

/**
 * Decides which nodes get memory and which are computed where they are used. A node is kept when computing it again for
 * each use would cost more than writing and reading it; reductions are always kept, constants and index maps never.
 */
final class Materialisation {
    /** What a write and a read of memory may cost in recomputation. */
    private static final double MEMORY = 3;

    /** The largest expression that is built by substitution. */
    private static final double LARGEST = 120;

    /** More than a few operations: a function such as log. */
    static final double COSTLY = 12;

    /** A smaller tensor is not worth a loop of its own. */
    static final double LARGE = 4096;

    /** How often an operand of a contraction counts as evaluated. */
    private static final double REUSE = 8;

    /** More kernels than this that use one node count as many. */
    private static final int MANY = 12;

    private final List<Node> nodes;
    private final Set<Node> roots;
    private final Map<Node, List<Node>> consumers;
    private final Map<Node, OwnWork> own = new IdentityHashMap<>();
    private final Map<Node, Double> work = new IdentityHashMap<>();
    private final Map<Node, Map<Node, Double>> flows = new IdentityHashMap<>();
    private final Set<Node> kept = Nodes.identitySet();

    private Materialisation(List<Node> nodes, Collection<Node> roots, Set<Node> copies) {
        this.nodes = nodes;
        this.roots = Nodes.identitySet();
        this.roots.addAll(roots);
        this.roots.addAll(copies);
        this.consumers = Nodes.consumers(nodes);
        nodes.forEach(n -> own.put(n, OwnWork.of(n)));
    }

    /**
     * The nodes of {@code nodes} (each after its inputs) that get memory; stored leaves are among them.
     *
     * @param copies nodes that get memory although nobody asks for them
     */
    static Set<Node> decide(List<Node> nodes, Collection<Node> roots, Set<Node> copies) {
        var decision = new Materialisation(nodes, roots, copies);
        decision.estimateWork();
        for (int i = nodes.size() - 1; i >= 0; i--) {
            decision.decide(nodes.get(i));
        }
        nodes.forEach(decision::dropWhatFollows);
        decision.cutLargeExpressions();
        nodes.forEach(decision::turnOperands);
        nodes.forEach(decision::turnViews);
        nodes.forEach(decision::keepSummands);
        nodes.forEach(decision::keepArgument);
        return decision.kept;
    }

    /** Whether an element costs nothing, its inputs given: constants, and views of others. */
    static boolean isFree(Node node) {
        OwnWork own = OwnWork.of(node);
        return own.isVirtualCandidate() && (own.isView() || own.work() == 0);
    }

    private void estimateWork() {
        for (Node node : nodes) {
            double chain = isVirtualCandidate(node) ? ownWork(node) : 0;
            for (Node input : node.inputs()) {
                chain += isVirtualCandidate(input) ? work.get(input) : 0;
            }
            work.put(node, Math.min(chain, LARGEST));
        }
    }

    private boolean isVirtualCandidate(Node node) {
        return own.get(node).isVirtualCandidate();
    }

    /** Whether the node only renames the elements of its input: then not it but what it shows may be kept. */
    private boolean isView(Node node) {
        return own.get(node).isView();
    }

    /** The cost of one element, its inputs given. */
    private double ownWork(Node node) {
        return own.get(node).work();
    }

    private void decide(Node node) {
        Map<Node, Double> uses = uses(node);
        if (mustKeep(node) || mayKeep(node) && recomputation(node, uses) > MEMORY) {
            kept.add(node);
            flows.put(node, Map.of(node, 1.0));
        } else {
            flows.put(node, uses);
        }
    }

    /**
     * What one tensor in memory, with statistics of its rows, gives for next to nothing needs none itself: only now it is known
     * what is in memory.
     */
    private void dropWhatFollows(Node node) {
        if (kept.contains(node) && !mustKeep(node)) {
            var sources = new Sources(node, kept, own);
            double evaluations =
                    uses(node).values().stream().mapToDouble(d -> d).sum();
            if (sources.isOneTensor() && sources.work() * (evaluations - 1) <= MEMORY) {
                kept.remove(node);
            }
        }
    }

    /** Memory holds conditions as whole numbers, which vectors do not read: what large ones are computed from is kept instead. */
    private boolean mayKeep(Node node) {
        boolean condition = node.type().element() == Element.BOOL;
        return !isView(node) && !(condition && Nominal.count(node.shape()) >= LARGE);
    }

    private boolean mustKeep(Node node) {
        return !isVirtualCandidate(node) || roots.contains(node);
    }

    private double recomputation(Node node, Map<Node, Double> uses) {
        double evaluations = uses.size() > MANY
                ? REUSE
                : uses.values().stream().mapToDouble(d -> d).sum();
        boolean tiny = Nominal.count(node.shape()) == 1;
        return work.get(node) * (evaluations - 1) / (tiny ? REUSE : 1);
    }

    /** The kernels that a node would be computed in, and how often each of its elements. */
    private Map<Node, Double> uses(Node node) {
        var uses = new IdentityHashMap<Node, Double>();
        for (Node consumer : consumers.getOrDefault(node, List.of())) {
            double ratio = ratio(consumer, node);
            for (var flow : flows.getOrDefault(consumer, Map.of()).entrySet()) {
                uses.merge(flow.getKey(), Math.min(REUSE, ratio * flow.getValue()), Math::max);
            }
            if (uses.size() > MANY) {
                break;
            }
        }
        return uses;
    }

    private static double ratio(Node consumer, Node input) {
        double count = Nominal.count(input.shape());
        if (count == 1) {
            return 1;
        }
        return Math.max(1, Math.min(REUSE, iterations(consumer) / count));
    }

    private static double iterations(Node node) {
        Lowering lowering = node.operation().lowering(node);
        if (lowering instanceof Lowering.Fold fold) {
            return Nominal.count(node.shape()) * Nominal.product(fold.extents());
        }
        return lowering instanceof Lowering.Scatter scatter
                ? Nominal.product(scatter.extents())
                : Nominal.count(node.shape());
    }

    /** An operand of a contraction that runs across memory is turned once, so that vectors find neighbours. */
    private void turnOperands(Node node) {
        if (node.operation().lowering(node) instanceof Lowering.Fold) {
            Turned.operands(node, kept).stream()
                    .filter(v -> ratio(node, v) >= REUSE && isView(v))
                    .forEach(kept::add);
        }
    }

    /** A sum of all elements has no vector form, but what is summed may have: it is worth memory where it costs much. */
    private void keepSummands(Node node) {
        if (node.operation().lowering(node) instanceof Lowering.Fold && Nominal.count(node.shape()) == 1) {
            node.inputs().stream()
                    .filter(i -> isVirtualCandidate(i) && !isView(i) && i.type().isReal())
                    .filter(i -> work.get(i) >= COSTLY && Nominal.count(i.shape()) > 1)
                    .forEach(kept::add);
        }
    }

    /** What a product and its bias give is kept before a costly function of it, which then is a flat loop for vectors. */
    private void keepArgument(Node node) {
        if (kept.contains(node)
                && isVirtualCandidate(node)
                && ownWork(node) >= COSTLY
                && node.inputs().size() == 1) {
            Node argument = node.input(0);
            boolean follows = isVirtualCandidate(argument)
                    && !isView(argument)
                    && argument.inputs().stream().anyMatch(i -> i.operation().lowering(i) instanceof Lowering.Fold);
            if (follows && Nominal.count(node.shape()) > 1) {
                kept.add(argument);
            }
        }
    }

    /**
     * What is computed from a view that runs across memory has no vector form: the view is copied to another order by
     * itself, and the rest computed from the copy.
     */
    private void turnViews(Node node) {
        if (kept.contains(node) && isVirtualCandidate(node) && !isView(node) && Nominal.count(node.shape()) >= LARGE) {
            node.inputs().forEach(this::turnView);
        }
    }

    private void turnView(Node node) {
        if (kept.contains(node) || !isVirtualCandidate(node)) {
            return;
        }
        if (!isView(node)) {
            node.inputs().forEach(this::turnView);
        } else if (Nominal.count(node.shape()) >= LARGE && Turned.runsAcross(node, kept)) {
            kept.add(node);
        }
    }

    /** Substitution must not build expressions that no compiler likes. */
    private void cutLargeExpressions() {
        var size = new IdentityHashMap<Node, Double>();
        for (Node node : nodes) {
            double sum = 1 + (isVirtualCandidate(node) ? ownWork(node) : 0);
            for (Node input : node.inputs()) {
                sum += kept.contains(input) ? 0.5 : size.get(input);
            }
            if (sum > LARGEST
                    && isVirtualCandidate(node)
                    && sum > 1.5 + node.inputs().size()) {
                kept.add(node);
            }
            size.put(node, Math.min(sum, LARGEST * 2));
        }
    }
}
