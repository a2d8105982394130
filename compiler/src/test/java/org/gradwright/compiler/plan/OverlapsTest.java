// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.gradwright.compiler.plan.Overlaps.Span;
import org.junit.jupiter.api.Test;

class OverlapsTest {
    @Test
    void findsWhatASearchThroughAllFinds() {
        var random = new Random(5);
        var overlaps = new Overlaps<Integer>();
        var all = new ArrayList<Span>();
        for (int i = 0; i < 500; i++) {
            Span span = span(random);
            all.add(span);
            overlaps.add(span, i);
            if (random.nextInt(3) == 0) {
                int gone = random.nextInt(all.size());
                if (all.get(gone) != null) {
                    overlaps.remove(all.get(gone), gone);
                    all.set(gone, null);
                }
            }
            Span asked = span(random);
            var expected = new ArrayList<Integer>();
            for (int k = 0; k < all.size(); k++) {
                if (all.get(k) != null && all.get(k).overlaps(asked)) {
                    expected.add(k);
                }
            }
            assertThat(overlaps.overlapping(asked)).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static Span span(Random random) {
        long from = random.nextInt(1000);
        long length = random.nextInt(4) == 0 ? random.nextInt(400) : random.nextInt(20);
        var space = random.nextBoolean() ? Placement.Space.REALS : Placement.Space.INTS;
        return new Span(space, from, from + length, at(from), at(from + length));
    }

    private static Height at(long place) {
        return new Height(List.of(new long[] {place}));
    }
}
