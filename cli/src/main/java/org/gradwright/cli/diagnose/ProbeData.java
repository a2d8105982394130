// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.diagnose;

import java.util.Iterator;
import java.util.stream.IntStream;
import org.gradwright.compiler.emit.Driver;

/** Batches for any method of a model: the same ones in the same order for each. */
public interface ProbeData {
    /** So many examples show how a network is; more change little. */
    int EXAMPLES = 256;

    /** Batches without end; each is valid until the next one. */
    Iterator<Object[]> batches(Driver driver);

    /** How many batches are probed. */
    int count();

    /** What the data are, for the report. */
    String description();

    /** The first batches only, for a probe. */
    default Iterable<Object[]> probe(Driver driver) {
        return () -> {
            Iterator<Object[]> all = batches(driver);
            return IntStream.range(0, count()).mapToObj(i -> all.next()).iterator();
        };
    }
}
