// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import java.util.Arrays;

/**
 * Computes products of matrices block by block, in loops that a JIT vectorises without the Vector API.
 *
 * <p>HotSpot's C2 does so only where every operand is an array of its own, indexed by the loop's index and nothing else, and
 * where the loop has few operations: JDK 17 gives up between six and eight multiply-adds. So the lines of the right operand are
 * copied to arrays of their own, and sums are added up in such arrays, two rows and three steps of the depth at a time. The
 * methods are the same for all products of all models, hence compiled early.
 *
 * <p>Each element is one chain of fused multiply-adds in the order of the depth, beginning with zero, wherever its block begins.
 *
 * <p>One thread at a time uses an object. The memory is allocated by the first product.
 */
public final class ProductBlock {
    /** The most rows of a block. */
    public static final int ROWS = 128;

    /** The most columns of a block, and how far apart its rows are. */
    public static final int COLUMNS = 512;

    /** So many lines of the right operand stay in the first-level cache, with some rows of sums. */
    private static final int DEPTH = 12;

    /** As many floats as a line of cache has. */
    private static final int BAND = 16;

    private float[][] sums = {};
    private float[][] lines = {};
    private float[] block = {};
    private int rows;
    private int columns;

    /**
     * Computes a block of a product, which is then read by {@link #block} or written by {@link #store}.
     *
     * @param left where the left operand is
     * @param leftAt the place of its first element of the block
     * @param leftRow from one row to the next
     * @param leftDepth from one element of a row to the next
     * @param right where the right operand is
     * @param rightAt the place of its first element of the block
     * @param rightDepth from one line to the next
     * @param rightColumn from one element of a line to the next
     * @param ofRows at most {@link #ROWS}
     * @param depth how many products each element sums
     * @param ofColumns at most {@link #COLUMNS}
     */
    public void multiply(
            float[] left,
            int leftAt,
            int leftRow,
            int leftDepth,
            float[] right,
            int rightAt,
            int rightDepth,
            int rightColumn,
            int ofRows,
            int depth,
            int ofColumns) {
        rows = ofRows;
        columns = ofColumns;
        allocate();
        for (int r = 0; r < rows; r++) {
            Arrays.fill(sums[r], 0, columns, 0);
        }
        for (int k = 0; k < depth; k += DEPTH) {
            int some = Math.min(DEPTH, depth - k);
            take(right, rightAt + k * rightDepth, rightDepth, rightColumn, some, columns);
            add(left, leftAt + k * leftDepth, leftRow, leftDepth, rows, some, columns);
        }
    }

    /** The latest block: row r, column c at {@code r * COLUMNS + c}. It is valid until the next one. */
    public float[] block() {
        store(block, 0, COLUMNS);
        return block;
    }

    /**
     * Writes the latest block to where it belongs.
     *
     * @param product where it is, its rows side by side
     * @param at the place of the block's first element
     * @param row from one row to the next
     */
    public void store(float[] product, int at, int row) {
        for (int r = 0; r < rows; r++) {
            System.arraycopy(sums[r], 0, product, at + r * row, columns);
        }
    }

    private void allocate() {
        if (sums.length == 0) {
            sums = new float[ROWS][COLUMNS];
            lines = new float[DEPTH][COLUMNS];
            block = new float[ROWS * COLUMNS];
        }
    }

    private void take(float[] from, int at, int depthStride, int columnStride, int depth, int columns) {
        if (columnStride == 1) {
            for (int k = 0; k < depth; k++) {
                System.arraycopy(from, at + k * depthStride, lines[k], 0, columns);
            }
            return;
        }
        for (int c = 0; c < columns; c += BAND) {
            int end = Math.min(columns, c + BAND);
            for (int k = 0; k < depth; k++) {
                gather(from, at + k * depthStride, columnStride, lines[k], c, end);
            }
        }
    }

    private static void gather(float[] from, int at, int stride, float[] line, int first, int end) {
        for (int c = first; c < end; c++) {
            line[c] = from[at + c * stride];
        }
    }

    private void add(float[] left, int at, int row, int step, int rows, int depth, int columns) {
        int r = 0;
        for (; r + 1 < rows; r += 2) {
            addToTwo(left, at + r * row, row, step, sums[r], sums[r + 1], depth, columns);
        }
        if (r < rows) {
            addToOne(left, at + r * row, step, sums[r], depth, columns);
        }
    }

    private void addToTwo(
            float[] left, int at, int row, int step, float[] upper, float[] lower, int depth, int columns) {
        int k = 0;
        int a = at;
        int b = at + row;
        for (; k + 2 < depth; k += 3) {
            addThree(
                    upper,
                    lower,
                    lines[k],
                    lines[k + 1],
                    lines[k + 2],
                    left[a],
                    left[a + step],
                    left[a + 2 * step],
                    left[b],
                    left[b + step],
                    left[b + 2 * step],
                    columns);
            a += 3 * step;
            b += 3 * step;
        }
        for (; k < depth; k++) {
            add(upper, lines[k], left[a], columns);
            add(lower, lines[k], left[b], columns);
            a += step;
            b += step;
        }
    }

    private void addToOne(float[] left, int at, int step, float[] sum, int depth, int columns) {
        for (int k = 0; k < depth; k++) {
            add(sum, lines[k], left[at + k * step], columns);
        }
    }

    private static void addThree(
            float[] upper,
            float[] lower,
            float[] x,
            float[] y,
            float[] z,
            float ux,
            float uy,
            float uz,
            float lx,
            float ly,
            float lz,
            int columns) {
        for (int c = 0; c < columns; c++) {
            float first = x[c];
            float second = y[c];
            float third = z[c];
            upper[c] = Math.fma(uz, third, Math.fma(uy, second, Math.fma(ux, first, upper[c])));
            lower[c] = Math.fma(lz, third, Math.fma(ly, second, Math.fma(lx, first, lower[c])));
        }
    }

    private static void add(float[] sum, float[] x, float factor, int columns) {
        for (int c = 0; c < columns; c++) {
            sum[c] = Math.fma(factor, x[c], sum[c]);
        }
    }
}
