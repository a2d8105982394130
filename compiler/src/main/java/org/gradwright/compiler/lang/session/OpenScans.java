// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.session;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.scan.ScanKey;
import org.gradwright.compiler.scan.Turn;

/** The scans whose bodies are being written, the outermost first. */
public final class OpenScans {
    /** A scan at work: what its leaves belong to, and how many turns it has. */
    private record Open(ScanKey key, Size turns) {}

    private final List<Open> open = new ArrayList<>();

    /** Whether a body is being written. */
    public boolean isInside() {
        return !open.isEmpty();
    }

    /** Begins a body, inside those that are begun. */
    public void enter(ScanKey key, Size turns) {
        open.add(new Open(key, turns));
    }

    /** Ends the innermost body. */
    public void leave() {
        open.remove(open.size() - 1);
    }

    /** The keys of all that are begun, the outermost first. */
    public Set<ScanKey> keys() {
        return open.stream().map(Open::key).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * A node of a shape that differs from turn to turn, as random draws do.
     *
     * @param draw makes the draws of all turns, of the shape {@code [turns..., shape...]}
     */
    public Node drawn(Shape shape, Function<Shape, Node> draw, Ops ops) {
        var sizes = new ArrayList<Size>();
        open.forEach(o -> sizes.add(o.turns()));
        sizes.addAll(shape.sizes());
        Node drawn = draw.apply(new Shape(sizes));
        for (Open each : open) {
            drawn = ops.node(new Turn(each.key(), 0), drawn);
        }
        return drawn;
    }
}
