// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.syntax;

import java.util.List;
import org.gradwright.compiler.lang.diagnostic.Span;

/** The name of an argument or of a parameter further down, {@code activation}, {@code h1.W}, {@code h[3].att.W}. */
public record Path(List<Step> steps, Span span) {
    public Path {
        steps = List.copyOf(steps);
    }

    /** A name or an iteration. */
    public sealed interface Step {}

    /** {@code .W}, and the first name of the path. */
    public record Member(String name) implements Step {}

    /** {@code [3]}. */
    public record Iteration(int index) implements Step {}

    /** Whether it is a plain name, without points and brackets. */
    public boolean isSimple() {
        return steps.size() == 1;
    }

    /** The path in the one spelling used everywhere, {@code h[3].att.W}. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Step step : steps) {
            if (step instanceof Member member) {
                text.append(text.length() == 0 ? "" : ".").append(Name.spelling(member.name()));
            } else if (step instanceof Iteration iteration) {
                text.append('[').append(iteration.index()).append(']');
            }
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return text();
    }
}
