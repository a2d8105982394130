// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.syntax;

import java.util.List;
import org.gradwright.compiler.lang.diagnostic.Span;

/** A pattern of parameter paths, {@code body.h[0..<2].**}. */
public record Pattern(List<Segment> segments, Span span) {
    public Pattern {
        segments = List.copyOf(segments);
    }

    /** A part between two points. */
    public sealed interface Segment {}

    /** A name with its indices, {@code h[0..<2]}. */
    public record Named(Name name, List<Index> indices) implements Segment {
        public Named {
            indices = List.copyOf(indices);
        }
    }

    /** {@code *}: any one name, with its indices. */
    public record Any(List<Index> indices) implements Segment {
        public Any {
            indices = List.copyOf(indices);
        }
    }

    /** {@code **}: any number of segments, none too. */
    public record AnyDepth() implements Segment {}

    /** What stands in brackets behind a name. */
    public sealed interface Index {}

    /** {@code [*]}: every iteration. */
    public record EveryIndex() implements Index {}

    /** {@code [3]} or {@code [0..<4]}: one iteration or an {@link Expression.Range} of them. */
    public record IndexAt(Expression value) implements Index {}
}
