// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.scan;

import org.gradwright.compiler.graph.Operation;

/** An operation whose value differs from turn to turn: what depends on it is the body of the loop. */
public interface InTurn extends Operation {
    /** The loop. */
    ScanKey key();

    /** The same of another loop. */
    InTurn of(ScanKey other);

    /** The attributes as printed, with a name for the loop. */
    String attributes(String loop);

    @Override
    default String attributes() {
        return attributes(key().toString());
    }
}
