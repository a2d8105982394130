// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The code of kernels written so far, by what it computes. Programs that are written with the same of these share their code: what a
 * model predicts is computed in the same way when it is trained. For one thread.
 */
public final class WrittenCode {
    private final Map<List<Object>, Twins.Twin> code = new HashMap<>();
    private final Likeness.Numbers numbers = new Likeness.Numbers();

    /** Numbers by which groups of all these programs are described. */
    Likeness.Numbers numbers() {
        return numbers;
    }

    /** What was written for groups that are alike, if anything was. */
    Optional<Twins.Twin> of(Likeness likeness) {
        return Optional.ofNullable(code.get(likeness.description()));
    }

    void add(Twins.Twin written) {
        code.put(written.likeness().description(), written);
    }
}
