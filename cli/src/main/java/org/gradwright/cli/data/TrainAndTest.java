// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.data;

import java.util.Optional;

/** Examples to learn from and, if there are any, others to be tested with. */
public record TrainAndTest(Examples train, Optional<Examples> test) {
    /** The first ones of both. */
    public TrainAndTest limit(int most) {
        return new TrainAndTest(train.limit(most), test.map(t -> t.limit(most)));
    }
}
