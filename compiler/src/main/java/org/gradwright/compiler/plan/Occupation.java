// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.plan;

import java.util.Map;
import org.gradwright.compiler.fuse.KernelProgram;

/** How much of its scratch a program occupies for how long. */
public final class Occupation {
    private Occupation() {}

    /** Elements times the kernels for which they live. @param sizes every free size */
    public static long of(KernelProgram program, Map<String, ? extends Number> sizes) {
        long sum = 0;
        for (var entry : Lifetime.of(program).entrySet()) {
            long count = program.buffers().get(entry.getKey()).count().evaluate(sizes);
            sum += count * (entry.getValue().last() - entry.getValue().first() + 1);
        }
        return sum;
    }
}
