// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang;

import java.util.Optional;
import org.gradwright.compiler.lang.syntax.Name;

/**
 * Where an expression or statement is elaborated.
 *
 * @param indices the iterations of the loops around it in this frame: {@code [3][0]}
 * @param owner whose name a layer in the expression takes; absent where no name is given
 * @param loop the innermost loop in this frame
 */
record Context(Frame frame, Scope scope, String indices, Optional<Owner> owner, Optional<Loop> loop) {
    static Context of(Frame frame) {
        return new Context(frame, Scope.outermost(), "", Optional.empty(), Optional.empty());
    }

    Context owned(Owner by) {
        return new Context(frame, scope, indices, Optional.of(by), loop);
    }

    Context unowned() {
        return new Context(frame, scope, indices, Optional.empty(), loop);
    }

    /** One iteration of a loop. */
    Context iteration(Loop inside, int number) {
        return new Context(frame, scope.inner(), indices + "[" + number + "]", Optional.empty(), Optional.of(inside));
    }

    /** The body of a loop that is written once. */
    Context inside(Loop body) {
        return new Context(frame, scope.inner(), indices, Optional.empty(), Optional.of(body));
    }

    /** The path of a name in the model, with the iterations of the loops around it. */
    String path(String name) {
        return frame.below(local(name));
    }

    /** The same, seen from the def. */
    String local(String name) {
        return Name.spelling(name) + indices;
    }

    boolean isTopLevel() {
        return frame.isFile() && loop.isEmpty();
    }
}
