// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import java.util.Arrays;

/** The side of a model that tells kernels where their tensors lie, where several calls run the same kernel on different ones. */
abstract class Placing {
    /** The free sizes of a call. */
    protected final int[] sizes;

    private final ModelDescription description;
    private Places[] places = {};

    Placing(ModelDescription description) {
        this.description = description;
        sizes = new int[description.freeSizes().size()];
    }

    /** Where the tensors of a program lie, for the free sizes that are set; generated code asks after it has set them. */
    protected final int[] places(int program) {
        if (program >= places.length) {
            places = Arrays.copyOf(places, program + 1);
        }
        if (places[program] == null) {
            places[program] = new Places(String.join(" ", programPlaces(program)), description.freeSizes());
        }
        return places[program].at(sizes);
    }

    /**
     * The places of a program, as the compiler wrote them.
     *
     * @throws IllegalArgumentException when there are none
     */
    protected String[] programPlaces(int program) {
        throw new IllegalArgumentException("there is no program " + program);
    }
}
