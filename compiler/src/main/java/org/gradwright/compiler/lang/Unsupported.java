// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang;

import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Span;

/** What the language has and this version of the compiler has not. */
final class Unsupported {
    private static final String CODE = "G0901";

    private Unsupported() {}

    static Diagnostic severalTrains(Span span, Span first) {
        return Diagnostic.error(CODE, span, "several `train` lines are not in this version")
                .note("the first is at " + first.seenFrom(span))
                .help("train one sum of losses, or put each `train` into a file of its own");
    }
}
