// SPDX-License-Identifier: Apache-2.0
package org.gradwright.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelModelTest {
    @ParameterizedTest
    @CsvSource({"NN 5, 250", "NT 5, 250", "TN 5, 250", "sum 6, 36", "exp 7, 7"})
    void eachComputesItsKernel(String name, long operations) {
        KernelModel.Loaded loaded = KernelModel.named(name).load();
        loaded.run();
        assertThat(loaded.model().states().get(0).doubles()).doesNotContain(0);
        assertThat(loaded.work().operations()).isBetween(operations / 2, 20 * operations);
    }
}
