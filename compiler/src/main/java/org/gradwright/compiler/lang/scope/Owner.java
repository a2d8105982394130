// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.scope;

import java.util.Optional;
import org.gradwright.compiler.lang.diagnostic.Span;

/** The name of a statement, below which the one layer in it puts its parameters. */
public final class Owner {
    private final String path;
    private final String local;
    private final Span statement;
    private CallSite claimed;

    /**
     * @param path the path of the statement's first target in the model
     * @param local the same, seen from the def in which the statement stands; empty for {@code return}
     */
    public Owner(String path, String local, Span statement) {
        this.path = path;
        this.local = local;
        this.statement = statement;
    }

    /** The path of the statement's first target in the model. */
    public String path() {
        return path;
    }

    /** The same, seen from the def in which the statement stands; empty for {@code return}. */
    public String local() {
        return local;
    }

    /** The place of the statement. */
    public Span statement() {
        return statement;
    }

    /** The call whose parameters have the name, if there is one. */
    public Optional<CallSite> claimed() {
        return Optional.ofNullable(claimed);
    }

    /** Whether it is this very call: two calls of equal text are two. */
    @SuppressWarnings("ReferenceEquality")
    public boolean isClaimedBy(CallSite call) {
        return claimed == call;
    }

    /** Gives the name to a call. */
    public void claim(CallSite call) {
        claimed = call;
    }
}
