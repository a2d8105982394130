// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradwright.compiler.kernel.Stmt;

/** The kernels of one class: programs that compute the same in the same place share one method. */
final class Kernels {
    private record Key(List<KernelMethod.Parameter> parameters, List<Stmt> body) {}

    private final Map<Key, KernelMethod> methods = new HashMap<>();

    /** The method that does what this one does: itself, or one of an earlier program. */
    KernelMethod share(KernelMethod method) {
        KernelMethod known = methods.putIfAbsent(new Key(method.parameters(), method.body()), method);
        return known == null ? method : known;
    }
}
