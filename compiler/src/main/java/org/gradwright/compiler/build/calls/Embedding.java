// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code embedding(tokens, vocabulary, size, init = normal(0.02))}; generated. */
public final class Embedding extends Call<Embedding> {
    public Embedding(Parts parts) {
        super(parts);
    }

    @Override
    protected Embedding of(Parts parts) {
        return new Embedding(parts);
    }

    /** Required, unless it is given with the tensors. */
    public Embedding vocabulary(Object vocabulary) {
        return with("vocabulary", vocabulary);
    }

    /** Required, unless it is given with the tensors. */
    public Embedding size(Object size) {
        return with("size", size);
    }

    /** Without it, {@code normal(0.02)}. */
    public Embedding init(Object init) {
        return with("init", init);
    }
}
