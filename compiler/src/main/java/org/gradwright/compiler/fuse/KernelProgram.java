// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.gradwright.compiler.kernel.Buffer;
import org.gradwright.compiler.kernel.Kernel;
import org.gradwright.compiler.kernel.KernelPrinter;

/**
 * Kernels in the order in which they run.
 *
 * @param repeats which of them run again and again: a loop before the loops in it
 * @param splits how kernels can be computed in parts, by name; those that cannot are not among them
 * @param buffers every buffer that they touch
 * @param outputs the buffer of each output, by name
 */
public record KernelProgram(
        String name,
        List<Kernel> kernels,
        List<Repeat> repeats,
        Map<String, Split> splits,
        Map<Buffer, BufferInfo> buffers,
        Map<String, Buffer> outputs) {
    public KernelProgram {
        kernels = List.copyOf(kernels);
        repeats = List.copyOf(repeats);
        splits = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(splits));
        buffers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(buffers));
        outputs = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }

    /** All kernels as text. */
    @Override
    public String toString() {
        return kernels.stream().map(KernelPrinter::print).collect(Collectors.joining("\n"));
    }
}
