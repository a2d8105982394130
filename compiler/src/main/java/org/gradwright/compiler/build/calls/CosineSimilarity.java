// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code cosine_similarity(a, b, axis = -1, eps = 1e-8)}; generated. */
public final class CosineSimilarity extends Call<CosineSimilarity> {
    public CosineSimilarity(Parts parts) {
        super(parts);
    }

    @Override
    protected CosineSimilarity of(Parts parts) {
        return new CosineSimilarity(parts);
    }

    /** Without it, {@code -1}. */
    public CosineSimilarity axis(Object... axis) {
        return with("axis", oneOrList(axis));
    }

    /** Without it, {@code 1e-8}. */
    public CosineSimilarity eps(Object eps) {
        return with("eps", eps);
    }
}
