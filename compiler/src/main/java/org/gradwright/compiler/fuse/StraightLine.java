// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.ProgramSpec;
import org.gradwright.compiler.kernel.Buffer;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Expr.Local;
import org.gradwright.compiler.kernel.Kernel;
import org.gradwright.compiler.kernel.Scalar;
import org.gradwright.compiler.kernel.Sharing;
import org.gradwright.compiler.kernel.Stmt;
import org.gradwright.compiler.scan.Scan;

/**
 * A small program as one kernel: every element of every tensor is a local, weights are read first and written last, and one
 * loop runs over the examples. Nothing but inputs, variables and outputs is in memory.
 *
 * <p>Elements of one example are computed in the loop; sums over the examples have accumulators around it; what depends on
 * those comes behind. A program that wants more than one loop, or reads elements at places that are data, is not small in
 * this sense.
 */
public final class StraightLine {
    private final ProgramSpec spec;
    private final List<Node> nodes;
    private final Examples examples;
    private final Indices indices = new Indices();
    private final BufferTable table;
    private final Elements elements;
    private final Lowerer lowerer;
    private final List<Stmt> before = new ArrayList<>();
    private final List<Stmt> loop = new ArrayList<>();
    private final List<Stmt> after = new ArrayList<>();

    private StraightLine(ProgramSpec spec, List<Node> nodes, Examples examples) {
        this.spec = spec;
        this.nodes = nodes;
        this.examples = examples;
        this.table = new BufferTable(spec);
        this.elements = new Elements(nodes, examples, indices, table, before, loop);
        this.lowerer = new Lowerer(indices, elements);
    }

    /** The program in this form; empty for one that is too large or of another kind. */
    public static Optional<KernelProgram> of(ProgramSpec spec) {
        List<Node> nodes = Nodes.topological(spec.roots());
        return nodes.isEmpty() || nodes.stream().anyMatch(n -> n.operation() instanceof Scan)
                ? Optional.empty()
                : Examples.of(nodes).flatMap(e -> new StraightLine(spec, nodes, e).run());
    }

    private Optional<KernelProgram> run() {
        try {
            nodes.forEach(this::compute);
            table.demands().forEach(this::store);
        } catch (Elements.NotAnElement e) {
            return Optional.empty();
        }
        List<Stmt> oneLoop = body(after);
        List<Kernel> kernels = inBlocks(oneLoop).orElseGet(() -> List.of(kernel(name(), Branches.apply(oneLoop))));
        if (kernels.stream().anyMatch(CodeSize::isTooLong)) {
            return Optional.empty();
        }
        return Optional.of(
                new KernelProgram(spec.name(), kernels, List.of(), Map.of(), table.used(kernels), table.outputs()));
    }

    private Kernel kernel(String name, List<Stmt> body) {
        return new Kernel(name, comment(), line(), body);
    }

    private List<Stmt> body(List<Stmt> behind) {
        var statements = new ArrayList<>(before);
        if (!loop.isEmpty()) {
            Expr count = examples.size().expr();
            statements.add(new Stmt.For(Examples.INDEX, Expr.whole(0), count, 1, loop));
        }
        statements.addAll(behind);
        return Contraction.apply(Inlining.apply(Sharing.apply(indices.table(), statements)));
    }

    /** Blocks of examples in vectors, and a loop for the rest; empty where vectors cannot compute an example. */
    private Optional<List<Kernel>> inBlocks(List<Stmt> oneLoop) {
        return loop.isEmpty()
                ? Optional.empty()
                : Blocks.of(examples.size().expr(), before, loop, table).flatMap(b -> inBlocks(b, oneLoop));
    }

    private Optional<List<Kernel>> inBlocks(Blocks blocks, List<Stmt> oneLoop) {
        Stmt.For lanes = blocks.lanes(body(List.of()));
        try {
            String name = name() + "_blocks";
            var vectors = kernel(name, List.of(Vectorised.of(lanes, indices)));
            var kernels = new ArrayList<Kernel>();
            kernels.add(new Kernel(name, comment(), line(), List.of(lanes), List.of(), List.of(vectors)));
            if (blocks.hasSums()) {
                kernels.add(blocks.sums(line()));
            }
            kernels.add(kernel(name(), blocks.rest(Branches.apply(oneLoop))));
            return Optional.of(kernels);
        } catch (Lanes.NoVectorForm e) {
            return Optional.empty();
        }
    }

    private String name() {
        List<String> results = new ArrayList<>(spec.results().keySet());
        results.addAll(spec.outputs().keySet());
        results.addAll(spec.next().keySet());
        return KernelNames.identifier(results.get(0));
    }

    private List<String> comment() {
        return KernelNames.comment(
                nodes.stream().filter(n -> !n.inputs().isEmpty()).toList());
    }

    /** The line of what is asked for, else of what is computed last. */
    private int line() {
        Set<Node> roots = Nodes.identitySet();
        roots.addAll(spec.roots());
        return lines(roots::contains).findFirst().orElseGet(() -> lines(n -> true)
                .reduce(0, (first, last) -> last));
    }

    private IntStream lines(Predicate<Node> which) {
        return nodes.stream().filter(which).mapToInt(n -> n.origin().line()).filter(line -> line > 0);
    }

    // ---- computing

    private void compute(Node node) {
        if (node.operation().lowering(node) instanceof Lowering.Stored) {
            table.stored(node);
        } else if (elements.holds(node)) {
            List<List<Expr>> all = elements.indices(node);
            for (int e = 0; e < all.size(); e++) {
                List<Expr> index = all.get(e);
                Expr value = node.operation().lowering(node) instanceof Lowering.Fold fold
                        ? fold(node, fold, index, e)
                        : lowerer.compute(node, index);
                Local local = elements.local(node, e, value.type());
                place(node).add(new Stmt.Let(local, value));
                elements.put(node, lowerer.position(index, node.shape()), local);
            }
        }
    }

    private List<Stmt> place(Node node) {
        return examples.isPerExample(node.shape()) ? loop : examples.isBehind(node) ? after : before;
    }

    private Expr fold(Node node, Lowering.Fold fold, List<Expr> index, int element) {
        boolean overExamples = fold.extents().contains(examples.size());
        List<Expr> accumulators = overExamples ? accumulators(node, fold, element) : fold.initial();
        List<Expr> next = accumulators;
        for (List<Expr> inner : examples.indices(fold.extents())) {
            next = fold.step().next(lowerer.inputsOf(node), index, inner, next);
        }
        if (!overExamples) {
            return next.get(fold.result());
        }
        loop.addAll(Statements.assign(accumulators, next));
        return accumulators.get(fold.result());
    }

    private List<Expr> accumulators(Node node, Lowering.Fold fold, int element) {
        var accumulators = new ArrayList<Expr>();
        for (int a = 0; a < fold.initial().size(); a++) {
            Expr initial = fold.initial().get(a);
            Local local = elements.accumulator(node, element, a, initial.type());
            before.add(new Stmt.Var(local, initial));
            accumulators.add(local);
        }
        return accumulators;
    }

    // ---- storing

    private void store(Buffer buffer, Node node) {
        var stores = new LinkedHashMap<Expr, Expr>();
        for (List<Expr> index : elements.indices(node)) {
            Expr value = lowerer.value(node, index);
            Expr stored = value.type() == Scalar.BOOL ? value.select(Expr.whole(1), Expr.whole(0)) : value;
            stores.put(indices.normalise(lowerer.position(index, node.shape())), stored);
        }
        List<Stmt> target = examples.isPerExample(node.shape()) ? loop : after;
        for (Map.Entry<Expr, Expr> store : stores.entrySet()) {
            target.add(new Stmt.Store(buffer, store.getKey(), store.getValue()));
        }
    }
}
