// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code cross_entropy(logits, target, ignore_index = none, label_smoothing = 0)}; generated. */
public final class CrossEntropy extends Call<CrossEntropy> {
    public CrossEntropy(Parts parts) {
        super(parts);
    }

    @Override
    protected CrossEntropy of(Parts parts) {
        return new CrossEntropy(parts);
    }

    /** Without it, {@code none}. */
    public CrossEntropy ignoreIndex(Object ignoreIndex) {
        return with("ignore_index", ignoreIndex);
    }

    /** Without it, {@code 0}. */
    public CrossEntropy labelSmoothing(Object labelSmoothing) {
        return with("label_smoothing", labelSmoothing);
    }
}
