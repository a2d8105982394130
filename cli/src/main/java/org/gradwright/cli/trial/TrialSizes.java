// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.trial;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradwright.cli.CommandException;
import org.gradwright.compiler.graph.Dim;

/** Small values for the free sizes, different where possible, so that mixing two of them up shows. */
public final class TrialSizes {
    private static final int SMALLEST = 3;

    private TrialSizes() {}

    /** @throws CommandException when a size can have no value */
    public static Map<String, Integer> of(List<Dim> dims) {
        var sizes = new LinkedHashMap<String, Integer>();
        for (Dim dim : dims) {
            sizes.put(dim.name(), size(dim, SMALLEST + sizes.size()));
        }
        return sizes;
    }

    /**
     * The nearest value that a free size may have.
     *
     * @throws CommandException when it can have none
     */
    public static int size(Dim dim, int wanted) {
        long least = Math.min(Math.max(wanted, dim.atLeast()), dim.atMost());
        long size = (least + dim.multipleOf() - 1) / dim.multipleOf() * dim.multipleOf();
        size = size > dim.atMost() ? size - dim.multipleOf() : size;
        if (size < dim.atLeast() || size < 1) {
            throw new CommandException("the free size " + dim.name() + " can have no value: " + dim.constraint());
        }
        return (int) size;
    }
}
