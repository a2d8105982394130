// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.scan;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which loop a leaf belongs to. Compared by identity, so that two loops of one text never share a body by accident, while
 * those that differ in what they hand out only are known as the same.
 */
public final class ScanKey {
    private final String name;
    private final int depth;
    private final Set<ScanKey> around;

    /**
     * A new loop.
     *
     * @param name for printing
     * @param around the loops in whose bodies it is
     */
    public ScanKey(String name, Set<ScanKey> around) {
        this(name, around.size(), around);
    }

    /** A loop at a depth that does not follow from the loops around it, which may be those that it was derived in. */
    public ScanKey(String name, int depth, Set<ScanKey> around) {
        this.name = name;
        this.depth = depth;
        this.around = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(around));
    }

    /** How many loops are around it. */
    public int depth() {
        return depth;
    }

    /** The loops in whose bodies it is. */
    public Set<ScanKey> around() {
        return around;
    }

    /** A loop that is made of this one, at the same depth. @param more loops that it is in as well */
    public ScanKey derived(Set<ScanKey> more) {
        var all = new LinkedHashSet<>(around);
        all.addAll(more);
        return new ScanKey(name + "'", depth, all);
    }

    /** The same loop in another body. */
    public ScanKey within(Set<ScanKey> others) {
        return new ScanKey(name, depth, others);
    }

    @Override
    public String toString() {
        return name;
    }
}
