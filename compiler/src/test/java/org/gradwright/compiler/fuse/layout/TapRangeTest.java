// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.ScalarEvaluator;
import org.gradwright.compiler.op.Sliding;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TapRangeTest {
    /** A tap and the element that it lies on. */
    private record Pair(int tap, int element) {}

    @ParameterizedTest
    @CsvSource({
        "1, 1, 0, 1, 8, 3, 6",
        "1, 1, 4, 1, 10, 5, 14",
        "1, 1, 2, 1, 3, 5, 3",
        "2, 1, 1, 1, 7, 3, 4",
        "1, 2, 2, 1, 6, 3, 6",
        "3, 2, 5, 1, 9, 4, 4",
        "1, 1, 2, 2, 4, 3, 9",
        "1, 1, 0, 3, 4, 1, 10",
        "1, 1, 6, 3, 2, 4, 12",
        "1, 1, 1, 4, 3, 2, 11"
    })
    void findsTheTapsOnElements(int stride, int dilation, int before, int spread, int size, int taps, int positions) {
        var range = new TapRange(new Sliding(stride, dilation), before, spread, size, taps, positions);
        int all = 0;
        for (int i = 0; i < positions; i++) {
            List<Pair> expected = expected(range, i);
            assertThat(found(range, i)).as("position %d", i).isEqualTo(expected);
            all += expected.size();
        }
        assertThat(range.share()).isEqualTo((double) all / positions / taps);
        assertThat(range.isComplete()).isEqualTo(all == positions * taps && spread == 1);
    }

    private static List<Pair> expected(TapRange range, int i) {
        return IntStream.range(0, range.taps())
                .filter(k -> place(range, i, k) % range.spread() == 0)
                .mapToObj(k -> new Pair(k, place(range, i, k) / range.spread()))
                .filter(p -> place(range, i, p.tap()) >= 0 && p.element() < range.size())
                .toList();
    }

    private static int place(TapRange range, int i, int tap) {
        return range.slide().stride() * i + range.slide().dilation() * tap - range.before();
    }

    private static List<Pair> found(TapRange range, int i) {
        TapRange.Taps taps = range.at(Expr.whole(i));
        var found = new ArrayList<Pair>();
        for (int number = 0; number < value(taps.count()); number++) {
            Expr tap = range.tap(taps, Expr.whole(number));
            found.add(new Pair(value(tap), value(range.element(taps, Expr.whole(i), Expr.whole(number)))));
        }
        return found;
    }

    private static int value(Expr expr) {
        return (int) ScalarEvaluator.constant(expr);
    }
}
