// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.data;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradwright.runtime.data.Scaling;

/**
 * Examples to learn from and, if there are any, others to be tested with.
 *
 * @param scalings that inputs went through
 */
public record TrainAndTest(Examples train, Optional<Examples> test, Map<String, List<Scaling>> scalings) {
    /** The first ones of both. */
    public TrainAndTest limit(int most) {
        return new TrainAndTest(train.limit(most), test.map(t -> t.limit(most)), scalings);
    }
}
