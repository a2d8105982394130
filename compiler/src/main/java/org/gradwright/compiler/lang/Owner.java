// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang;

import java.util.Optional;
import org.gradwright.compiler.lang.diagnostic.Span;

/** The name of a statement, below which the one layer in it puts its parameters. */
final class Owner {
    private final String path;
    private final String local;
    private final Span statement;
    private CallSite claimed;

    /**
     * @param path the path of the statement's first target in the model
     * @param local the same, seen from the def in which the statement stands; empty for {@code return}
     */
    Owner(String path, String local, Span statement) {
        this.path = path;
        this.local = local;
        this.statement = statement;
    }

    String path() {
        return path;
    }

    String local() {
        return local;
    }

    Span statement() {
        return statement;
    }

    /** The call whose parameters have the name, if there is one. */
    Optional<CallSite> claimed() {
        return Optional.ofNullable(claimed);
    }

    /** Whether it is this very call: two calls of equal text are two. */
    @SuppressWarnings("ReferenceEquality")
    boolean isClaimedBy(CallSite call) {
        return claimed == call;
    }

    void claim(CallSite call) {
        claimed = call;
    }

    /** A call in a text: all of it, and the name of the function. */
    record CallSite(Span call, Span callee, String name) {}
}
