// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.session;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Origin;
import org.gradwright.compiler.graph.TypeError;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Diagnostics;
import org.gradwright.compiler.lang.diagnostic.Fault;
import org.gradwright.compiler.lang.diagnostic.Span;
import org.gradwright.compiler.lang.scope.Blame;
import org.gradwright.compiler.lang.scope.Context;
import org.gradwright.compiler.lang.scope.Library;
import org.gradwright.compiler.lang.value.Callee;
import org.gradwright.compiler.lang.value.Dimensions;
import org.gradwright.compiler.lang.value.Sizes;
import org.gradwright.compiler.lang.value.Value;
import org.gradwright.compiler.op.Ops;

/** Everything that one elaboration gathers, and the parts that work on it. */
public final class Session {
    /** The most statements after loops are written out. */
    public static final int STATEMENTS = 100_000;
    /** The most nodes of a graph. */
    public static final int NODES = 200_000;

    private final Diagnostics diagnostics;
    private final Library standard;
    private final Map<String, ? extends Callee> builtins;
    private final Library model = new Library(false);
    private final Dimensions dimensions = new Dimensions();
    private final Registry registry = new Registry();
    private final Sizes sizes = new Sizes();
    private final Names names = new Names(this);
    private final OpenScans scans = new OpenScans();
    private final Map<String, Integer> ordinals = new HashMap<>();
    private final Set<Integer> streams = new HashSet<>();
    private final Map<Span, Origin> origins = new LinkedHashMap<>();
    private final Enlargements enlargements;
    private int statementCount;
    private int nodeCount;

    /**
     * @param standard what every model may call
     * @param builtins what every model may call and the language cannot express, by name
     * @param diagnostics where faults are reported
     * @param enlargements what happens to operands of lower rank
     */
    public Session(
            Library standard,
            Map<String, ? extends Callee> builtins,
            Diagnostics diagnostics,
            Enlargements enlargements) {
        this.standard = standard;
        this.builtins = builtins;
        this.diagnostics = diagnostics;
        this.enlargements = enlargements;
    }

    /** What has been found wrong so far. */
    public Diagnostics diagnostics() {
        return diagnostics;
    }

    /** What happens to operands of lower rank. */
    public Enlargements enlargements() {
        return enlargements;
    }

    /** The standard library. */
    Library standard() {
        return standard;
    }

    /** The defs and constants of the model, empty at first. */
    public Library model() {
        return model;
    }

    /** The free sizes of the model. */
    public Dimensions dimensions() {
        return dimensions;
    }

    /** What the outside will know of the model. */
    public Registry registry() {
        return registry;
    }

    /** Reads sizes, axes and shapes. */
    public Sizes sizes() {
        return sizes;
    }

    /** Finds and binds names. */
    public Names names() {
        return names;
    }

    /** The scans around what is being elaborated. */
    public OpenScans scans() {
        return scans;
    }

    /** What every model may call and the language cannot express, by name. */
    Map<String, ? extends Callee> builtins() {
        return builtins;
    }

    /** Creates nodes that come from a place. */
    public Ops ops(Context context, Span span) {
        return Ops.at(origin(context, span));
    }

    /** Where a node comes from: for what the standard library does, the place that called it. */
    public Origin origin(Context context, Span span) {
        boolean standardText = context.frame().library().isStandard();
        Span place = standardText ? context.frame().placeInModel().orElse(span) : span;
        return origins.computeIfAbsent(place, Origins::of);
    }

    /**
     * A tensor as a value.
     *
     * @throws Fault when its shape or the number of nodes is beyond the limits
     */
    public Value.Tensor tensor(Node node, Span span) {
        countNodes(1, span);
        sizes.checked(node.shape(), span);
        return new Value.Tensor(node);
    }

    /**
     * Counts nodes that are about to be made or have been made.
     *
     * @throws Fault when there are more than {@link #NODES}
     */
    public void countNodes(int more, Span span) {
        nodeCount += Math.min(more, NODES + 1);
        if (nodeCount > NODES) {
            throw Fault.of(Diagnostic.error("G0008", span, "a graph has at most " + NODES + " nodes")
                    .help("look for loops and functions that multiply each other"));
        }
    }

    /**
     * Counts a statement that is carried out.
     *
     * @throws Fault when there are more than {@link #STATEMENTS}
     */
    public void countStatement(Span span) {
        if (++statementCount > STATEMENTS) {
            throw Fault.of(Diagnostic.error(
                            "G0007", span, "a model has at most " + STATEMENTS + " statements, loops written out")
                    .help("look for loops and functions that multiply each other"));
        }
    }

    /** Whether a limit has been passed that every further statement would pass again. */
    public boolean isExhausted() {
        return statementCount > STATEMENTS || nodeCount > NODES;
    }

    /** The stream of random numbers for the next drawing below a path: a hash of the path and of how many came before. */
    public int stream(String path) {
        int ordinal = ordinals.merge(path, 1, Integer::sum) - 1;
        int stream = Hashes.of(path + "#" + ordinal);
        while (!streams.add(stream)) {
            stream++;
        }
        return stream;
    }

    /**
     * Tells the author of a fault, unless he has been told.
     *
     * @param context where it arose
     */
    public void report(Fault fault, Context context) {
        fault.diagnostic().ifPresent(d -> diagnostics.add(Blame.withCall(d, context.frame())));
    }

    /**
     * Runs something that may find that operands do not fit, or that a size is beyond all limits.
     *
     * @param span the place that is then to blame
     * @throws Fault when it does
     */
    public <T> T guarded(Span span, Supplier<T> action) {
        try {
            return action.get();
        } catch (TypeError e) {
            throw Fault.of(Diagnostic.error("G0200", span, e.getMessage()));
        } catch (ArithmeticException e) {
            throw Fault.of(Diagnostic.error("G0010", span, "a size here is beyond all limits"));
        }
    }
}
