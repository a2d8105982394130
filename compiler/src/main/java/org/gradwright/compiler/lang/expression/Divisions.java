// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Span;
import org.gradwright.compiler.lang.scope.Binding;
import org.gradwright.compiler.lang.scope.Context;
import org.gradwright.compiler.lang.session.Session;
import org.gradwright.compiler.lang.syntax.Expression;
import org.gradwright.compiler.lang.value.ActualArgument;

/** What is said of a division of sizes that leaves a remainder, should its result be used as a size. */
final class Divisions {
    private static final int LISTED = 10;

    private Divisions() {}

    static Diagnostic uneven(Session session, Expression.Binary e, long dividend, long divisor, Context context) {
        Optional<ActualArgument> argument = argument(e.right(), context);
        Span span = argument.map(ActualArgument::span).orElse(e.span());
        Diagnostic error = Diagnostic.error("G0211", span, dividend + " is not divisible by " + divisor);
        if (argument.isPresent()) {
            error = error.note("needed by `" + e.span().text() + "` at "
                    + e.span().seenFrom(span) + provenance(session, e.left(), context));
        }
        String name = e.right() instanceof Expression.Reference r ? r.name().spelling() : "the divisor";
        return error.help("choose " + name + " from " + divisors(dividend));
    }

    /** What the author of the model gave for a formal, through all the defs that hand it on. */
    private static Optional<ActualArgument> argument(Expression e, Context context) {
        if (!(e instanceof Expression.Reference reference) || context.frame().isFile()) {
            return Optional.empty();
        }
        ActualArgument given = context.frame().arguments().get(reference.name().text());
        if (given == null || given.source().isEmpty()) {
            return Optional.empty();
        }
        Context caller = context.frame().caller().orElseThrow();
        Optional<ActualArgument> further = argument(given.source().get(), caller);
        return further.isPresent() ? further : Optional.of(given);
    }

    private static String provenance(Session session, Expression e, Context context) {
        boolean calledByModel = context.frame()
                .caller()
                .map(c -> !c.frame().library().isStandard())
                .orElse(false);
        if (!(e instanceof Expression.Reference reference) || !calledByModel) {
            return "";
        }
        return session.names()
                .find(reference.name().text(), context)
                .flatMap(Binding::note)
                .map(note -> "; " + note)
                .orElse("");
    }

    private static String divisors(long number) {
        List<String> divisors = new ArrayList<>();
        for (long d = 1; d <= Math.min(Math.abs(number), 4096) && divisors.size() < LISTED; d++) {
            if (number % d == 0) {
                divisors.add(Long.toString(d));
            }
        }
        return String.join(", ", divisors);
    }
}
