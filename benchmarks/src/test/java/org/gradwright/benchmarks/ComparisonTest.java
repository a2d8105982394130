// SPDX-License-Identifier: Apache-2.0
package org.gradwright.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    @Test
    void theLatestCountsAndTheBestOtherIsFound() {
        String table = Comparison.of(List.of(
                        "time,peer,workload,threads,median_us,p10_us",
                        "2026-01-01T00:00:00Z,ours-17,W1,1,9.5,9",
                        "2026-01-01T00:00:01Z,ours-17,W1,1,2.5,2",
                        "2026-01-01T00:00:02Z,slow,W1,1,50,49",
                        "2026-01-01T00:00:03Z,fast,W1,1,5.0,5",
                        "2026-01-01T00:00:04Z,fast,W5,2,FAIL,,",
                        "2026-01-01T00:00:05Z,slow,W5,2,1234.5,1"))
                .table();
        assertThat(table).isEqualTo("""
                        | workload, threads | ours-17 | slow | fast | best other | ours-17 / best |
                        | --- | --- | --- | --- | --- | --- |
                        | W1, 1 | 2.500 | 50.0 | 5.000 | fast | 0.50 |
                        | W5, 2 | - | 1,235 | - | slow | - |""");
    }

    @Test
    void aloneThereIsNothingToCompareWith() {
        assertThat(Comparison.of(List.of("t,ours-25,W1,1,0.04")).table()).doesNotContain("best");
    }
}
