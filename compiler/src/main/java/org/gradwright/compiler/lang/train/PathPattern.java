// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.train;

import java.util.ArrayList;
import java.util.List;
import org.gradwright.compiler.lang.expression.Evaluator;
import org.gradwright.compiler.lang.scope.Context;
import org.gradwright.compiler.lang.session.Session;
import org.gradwright.compiler.lang.syntax.Expression;
import org.gradwright.compiler.lang.syntax.Name;
import org.gradwright.compiler.lang.syntax.Pattern;
import org.gradwright.compiler.lang.value.Value;

/** A pattern made ready to match: {@code *} is one segment, {@code **} any number, {@code [*]} any iteration. */
final class PathPattern {
    /** A segment of a pattern. */
    private record Segment(boolean anyDepth, String name, List<Range> indices) {
        boolean matches(String segment) {
            int bracket = bracket(segment);
            boolean sameName = name.isEmpty() || name.equals(segment.substring(0, bracket));
            List<Long> iterations = iterations(segment.substring(bracket));
            return sameName && matches(iterations);
        }

        /** A bare {@code *} takes a segment with its iterations. */
        private boolean matches(List<Long> iterations) {
            if (name.isEmpty() && indices.isEmpty()) {
                return true;
            }
            if (iterations.size() != indices.size()) {
                return false;
            }
            for (int i = 0; i < indices.size(); i++) {
                if (!indices.get(i).contains(iterations.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Iterations from one to before another. */
    private record Range(long from, long to) {
        boolean contains(long iteration) {
            return from <= iteration && iteration < to;
        }
    }

    private final List<Segment> segments;

    private PathPattern(List<Segment> segments) {
        this.segments = segments;
    }

    static PathPattern of(Pattern pattern, Session session, Evaluator evaluator, Context context) {
        List<Segment> segments = new ArrayList<>();
        for (Pattern.Segment segment : pattern.segments()) {
            segments.add(segment(segment, session, evaluator, context));
        }
        return new PathPattern(segments);
    }

    private static Segment segment(Pattern.Segment segment, Session session, Evaluator evaluator, Context context) {
        if (segment instanceof Pattern.AnyDepth) {
            return new Segment(true, "", List.of());
        }
        boolean named = segment instanceof Pattern.Named;
        List<Pattern.Index> indices = named ? ((Pattern.Named) segment).indices() : ((Pattern.Any) segment).indices();
        List<Range> ranges = new ArrayList<>();
        for (Pattern.Index index : indices) {
            ranges.add(range(index, session, evaluator, context));
        }
        String name = named ? Name.spelling(((Pattern.Named) segment).name().text()) : "";
        return new Segment(false, name, ranges);
    }

    private static Range range(Pattern.Index index, Session session, Evaluator evaluator, Context context) {
        if (!(index instanceof Pattern.IndexAt at)) {
            return new Range(0, Long.MAX_VALUE);
        }
        Expression e = at.value();
        Value value = evaluator.evaluate(e, context.unowned());
        if (value instanceof Value.Range range) {
            return new Range(range.from(), range.to());
        }
        long iteration = session.sizes().known(value, e.span());
        return new Range(iteration, iteration + 1);
    }

    boolean matches(String path) {
        return matches(0, split(path), 0);
    }

    private boolean matches(int segment, List<String> path, int at) {
        if (segment == segments.size()) {
            return at == path.size();
        }
        Segment first = segments.get(segment);
        if (first.anyDepth()) {
            return matches(segment + 1, path, at) || at < path.size() && matches(segment, path, at + 1);
        }
        return at < path.size() && first.matches(path.get(at)) && matches(segment + 1, path, at + 1);
    }

    private static int bracket(String segment) {
        int after = segment.startsWith("`") ? segment.indexOf('`', 1) + 1 : 0;
        int bracket = segment.indexOf('[', after);
        return bracket < 0 ? segment.length() : bracket;
    }

    private static List<Long> iterations(String brackets) {
        List<Long> iterations = new ArrayList<>();
        for (String part : brackets.split("[\\[\\]]+")) {
            if (!part.isEmpty()) {
                iterations.add(Long.parseLong(part));
            }
        }
        return iterations;
    }

    /** The segments of a path; a point inside backticks does not separate. */
    private static List<String> split(String path) {
        List<String> segments = new ArrayList<>();
        StringBuilder segment = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            quoted ^= c == '`';
            if (c == '.' && !quoted) {
                segments.add(segment.toString());
                segment.setLength(0);
            } else {
                segment.append(c);
            }
        }
        segments.add(segment.toString());
        return segments;
    }
}
