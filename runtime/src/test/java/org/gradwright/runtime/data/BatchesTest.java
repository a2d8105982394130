// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {
    @Test
    void keepsTheLastSmallerBatch() {
        Batches batches = Batches.inOrder(numbers(7), 3);
        assertThat(batches.perEpoch()).isEqualTo(3);
        List<int[]> seen = new ArrayList<>();
        batches.epoch(0).forEach(batch -> seen.add(batch.ints("n").clone()));
        assertThat(seen).containsExactly(new int[] {0, 1, 2}, new int[] {3, 4, 5}, new int[] {6});
    }

    @Test
    void aBatchLargerThanTheDataIsAllOfIt() {
        Batches batches = Batches.inOrder(numbers(3), 100);
        assertThat(batches.perEpoch()).isEqualTo(1);
        assertThat(batches.epoch(0).iterator().next().size()).isEqualTo(3);
    }

    @Test
    void everyEpochHasEveryExampleOnce() {
        Batches batches = Batches.shuffled(numbers(1000), 32, 7);
        for (int epoch = 0; epoch < 5; epoch++) {
            assertThat(examples(batches, epoch))
                    .containsExactlyInAnyOrder(IntStream.range(0, 1000).toArray());
        }
    }

    @Test
    void theOrderDependsOnSeedAndEpochOnly() {
        Dataset data = numbers(50);
        int[] order = examples(Batches.shuffled(data, 8, 1), 3);
        assertThat(examples(Batches.shuffled(data, 50, 1), 3)).isEqualTo(order);
        assertThat(examples(Batches.shuffled(data, 8, 1), 4)).isNotEqualTo(order);
        assertThat(examples(Batches.shuffled(data, 8, 2), 3)).isNotEqualTo(order);
    }

    /** A run must be repeatable with later versions too: changing the order is a change that users see. */
    @Test
    void theOrderStaysAsItIs() {
        assertThat(Shuffle.of(10, 1, 0)).containsExactly(6, 4, 0, 8, 3, 7, 5, 2, 1, 9);
    }

    /** Each number comes equally often to each place: chi-squared with 81 degrees of freedom, far beyond 99.99 %. */
    @Test
    void allOrdersAreEquallyLikely() {
        int trials = 20_000;
        int[][] counts = new int[10][10];
        for (int epoch = 0; epoch < trials; epoch++) {
            int[] order = Shuffle.of(10, 5, epoch);
            for (int place = 0; place < 10; place++) {
                counts[place][order[place]]++;
            }
        }
        double expected = trials / 10.0;
        double chiSquared = Arrays.stream(counts)
                .flatMapToInt(Arrays::stream)
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
        assertThat(chiSquared).isLessThan(140);
    }

    @Test
    void columnsStayTogether() {
        Column twice = new Column.Doubles(
                IntStream.range(0, 20).mapToDouble(i -> i / 2 * 2).toArray(), List.of(2));
        Dataset data = new Dataset(Map.of("n", numbers(10).column("n"), "twice", twice));
        for (Batch batch : Batches.shuffled(data, 4, 1).epoch(0)) {
            for (int i = 0; i < batch.size(); i++) {
                assertThat(batch.doubles("twice")[2 * i + 1]).isEqualTo(2.0 * batch.ints("n")[i]);
                assertThat(batch.examples()[i]).isEqualTo(batch.ints("n")[i]);
            }
        }
    }

    @Test
    void usesArraysAgainWithinAnEpochButNotAcrossIterators() {
        Batches batches = Batches.inOrder(numbers(6), 3);
        Iterator<Batch> epoch = batches.epoch(0).iterator();
        int[] first = epoch.next().ints("n");
        assertThat(epoch.next().ints("n")).isSameAs(first).containsExactly(3, 4, 5);
        assertThat(batches.epoch(0).iterator().next().ints("n")).isNotSameAs(first);
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(epoch::next);
    }

    @Test
    void saysWhichTypeAColumnHas() {
        Batch batch = Batches.inOrder(numbers(2), 2).epoch(0).iterator().next();
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> batch.floats("n"))
                .withMessage("column n has int[] values, not float[]; convert it before it is batched");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> batch.values("m"))
                .withMessage("the data have no column m: there are n");
    }

    @Test
    void refusesEmptyBatches() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Batches.inOrder(numbers(2), 0))
                .withMessage("a batch of 0 examples; it must have 1 or more");
    }

    static Dataset numbers(int count) {
        return new Dataset(Map.of("n", new Column.Ints(IntStream.range(0, count).toArray(), List.of())));
    }

    private static int[] examples(Batches batches, int epoch) {
        IntStream.Builder all = IntStream.builder();
        batches.epoch(epoch).forEach(batch -> Arrays.stream(batch.examples()).forEach(all));
        return all.build().toArray();
    }
}
