// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.scope;

import java.util.Optional;
import org.gradwright.compiler.lang.syntax.Name;

/**
 * Where an expression or statement is elaborated.
 *
 * @param indices the iterations of the loops around it in this frame: {@code [3][0]}
 * @param owner whose name a layer in the expression takes; absent where no name is given
 * @param loop the innermost loop in this frame
 */
public record Context(Frame frame, Scope scope, String indices, Optional<Owner> owner, Optional<Loop> loop) {
    /** Where a frame begins: no name is bound, and no loop is around. */
    public static Context of(Frame frame) {
        return new Context(frame, Scope.outermost(), "", Optional.empty(), Optional.empty());
    }

    /** For the expressions of a statement whose name a layer in them takes. */
    public Context owned(Owner by) {
        return new Context(frame, scope, indices, Optional.of(by), loop);
    }

    /** For expressions in which a layer has no name to take: settings, conditions, sizes. */
    public Context unowned() {
        return new Context(frame, scope, indices, Optional.empty(), loop);
    }

    /** One iteration of a loop. */
    public Context iteration(Loop inside, int number) {
        return new Context(frame, scope.inner(), indices + "[" + number + "]", Optional.empty(), Optional.of(inside));
    }

    /** The body of a loop that is written once. */
    public Context inside(Loop body) {
        return new Context(frame, scope.inner(), indices, Optional.empty(), Optional.of(body));
    }

    /** The path of a name in the model, with the iterations of the loops around it. */
    public String path(String name) {
        return frame.below(local(name));
    }

    /** The same, seen from the def. */
    public String local(String name) {
        return Name.spelling(name) + indices;
    }

    /** Whether it is the file itself, outside of all loops. */
    public boolean isTopLevel() {
        return frame.isFile() && loop.isEmpty();
    }
}
