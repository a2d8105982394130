// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

/**
 * How many training steps a model has done: in all, which decides random numbers, and of each {@code train} line, which decides
 * rates and corrections.
 */
final class StepCounts {
    private final long[] ofLines;
    private long all;
    private int line;

    /** No steps. @param lines how many train lines there are; a model that is not trained counts as one */
    StepCounts(int lines) {
        ofLines = new long[Math.max(1, lines)];
    }

    /** Says whose step runs now. */
    void begin(int newLine) {
        line = newLine;
    }

    void done() {
        ofLines[line]++;
        all++;
    }

    long all() {
        return all;
    }

    /** The steps of the line whose step runs now. */
    long ofLine() {
        return ofLines[line];
    }

    long ofLine(int which) {
        return ofLines[which];
    }

    int lines() {
        return ofLines.length;
    }

    void set(int which, long steps) {
        all += steps - ofLines[which];
        ofLines[which] = steps;
    }

    void set(StepCounts other) {
        System.arraycopy(other.ofLines, 0, ofLines, 0, ofLines.length);
        all = other.all;
    }

    StepCounts copy() {
        StepCounts copy = new StepCounts(ofLines.length);
        copy.set(this);
        return copy;
    }
}
