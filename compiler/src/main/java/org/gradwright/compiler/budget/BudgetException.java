// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.budget;

import java.util.Locale;

/** A class needs more memory than it may have, whatever is computed again. */
public final class BudgetException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final long smallest;

    BudgetException(long bytes, long smallest, long before) {
        super(String.format(
                Locale.ROOT,
                "the model does not fit %,d bytes: it needs %,d, and with values computed again at least %,d;"
                        + " allow so many, or make the batch or the network smaller",
                bytes,
                before,
                smallest));
        this.smallest = smallest;
    }

    /** The smallest budget that can be met. */
    public long smallest() {
        return smallest;
    }
}
