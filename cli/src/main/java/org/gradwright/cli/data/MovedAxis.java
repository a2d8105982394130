// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.data;

import org.gradwright.runtime.data.Column;

/** Moves the axis of examples behind some other axes: data have it first, a model may have it anywhere. */
final class MovedAxis {
    private final Column column;
    private final int before;
    private final int behind;
    private Object target;
    private int size = -1;

    /** @param before the product of the sizes that come to stand before the axis of examples */
    MovedAxis(Column column, int before) {
        this.column = column;
        this.before = before;
        this.behind = column.stride() / before;
    }

    /** The elements of some examples, rearranged; the array is used again. */
    Object of(Object source, int examples) {
        if (examples != size) {
            size = examples;
            target = column.newArray(examples * column.stride());
        }
        for (int example = 0; example < examples; example++) {
            for (int p = 0; p < before; p++) {
                int from = (example * before + p) * behind;
                System.arraycopy(source, from, target, (p * examples + example) * behind, behind);
            }
        }
        return target;
    }
}
