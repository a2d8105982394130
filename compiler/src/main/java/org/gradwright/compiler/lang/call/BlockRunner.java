// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.call;

import java.util.List;
import org.gradwright.compiler.lang.diagnostic.Fault;
import org.gradwright.compiler.lang.scope.Context;
import org.gradwright.compiler.lang.syntax.Statement;

/** Carries out the bodies of defs: calls know of statements by this name only. */
public interface BlockRunner {
    /**
     * Carries out a block as far as its {@code return}, whose values the context's frame then has.
     *
     * @throws Fault when a statement of the standard library fails, or a limit is passed
     */
    void run(List<Statement> block, Context context);
}
