// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Products are one chain of fused multiply-adds an element, whatever is left of rows, depth and columns. */
class ProductBlockTest {
    private final ProductBlock products = new ProductBlock();

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "2, 3, 5", "3, 4, 17", "7, 24, 33", "128, 49, 512", "5, 26, 100", "4, 75, 31"})
    void equalChainsOfMultiplyAdds(int rows, int depth, int columns) {
        float[] left = values(rows * depth, 1);
        float[] right = values(depth * columns, 2);
        products.multiply(left, 0, depth, 1, right, 0, columns, 1, rows, depth, columns);
        float[] block = products.block();
        float[] dense = new float[rows * columns];
        for (int r = 0; r < rows; r++) {
            System.arraycopy(block, r * ProductBlock.COLUMNS, dense, r * columns, columns);
        }
        assertThat(dense).isEqualTo(chains(left, right, rows, depth, columns));
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "2, 3, 5", "3, 4, 17", "7, 24, 33", "5, 26, 100"})
    void readTransposedOperandsAndWriteRowsInPlace(int rows, int depth, int columns) {
        float[] left = values(rows * depth, 3);
        float[] right = values(depth * columns, 4);
        float[] product = new float[3 + rows * (columns + 2)];
        Arrays.fill(product, Float.NaN);
        float[] turnedLeft = transposed(left, rows, depth);
        float[] turnedRight = transposed(right, depth, columns);
        products.multiply(turnedLeft, 0, 1, rows, turnedRight, 0, 1, depth, rows, depth, columns);
        products.store(product, 3, columns + 2);
        float[] expected = chains(left, right, rows, depth, columns);
        for (int r = 0; r < rows; r++) {
            int at = 3 + r * (columns + 2);
            assertThat(Arrays.copyOfRange(product, at, at + columns))
                    .isEqualTo(Arrays.copyOfRange(expected, r * columns, (r + 1) * columns));
            assertThat(product[at + columns]).isNaN();
        }
    }

    private static float[] chains(float[] left, float[] right, int rows, int depth, int columns) {
        float[] product = new float[rows * columns];
        for (int i = 0; i < product.length; i++) {
            for (int k = 0; k < depth; k++) {
                float factor = left[i / columns * depth + k];
                product[i] = Math.fma(factor, right[k * columns + i % columns], product[i]);
            }
        }
        return product;
    }

    private static float[] transposed(float[] matrix, int rows, int columns) {
        float[] turned = new float[matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            turned[i % columns * rows + i / columns] = matrix[i];
        }
        return turned;
    }

    private static float[] values(int count, long seed) {
        var random = new Random(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return values;
    }
}
