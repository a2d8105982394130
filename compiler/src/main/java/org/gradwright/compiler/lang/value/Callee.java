// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.value;

import java.util.List;

/** What can be called: a def of the model or of the standard library, or a built-in. */
public interface Callee {
    /** As calls write it. */
    String name();

    /** The names of the formals that must be tensors: a call that lacks the first of them waits for it. */
    List<String> tensorFormals();
}
