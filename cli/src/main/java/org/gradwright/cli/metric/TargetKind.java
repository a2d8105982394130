// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.metric;

/** How an output and what it should be are to be read. */
enum TargetKind {
    /** A score for each class along the output's last axis, and the class's number. */
    CLASS_NUMBERS {
        @Override
        int label(double[] target, int position, int classes) {
            return (int) target[position];
        }
    },
    /** A score for each class along the last axis, and a row with one 1 among zeros. */
    ONE_HOT {
        @Override
        int label(double[] target, int position, int classes) {
            for (int k = 0; k < classes; k++) {
                if (target[position * classes + k] == 1) {
                    return k;
                }
            }
            return -1;
        }
    },
    /** The probability of a yes, and a yes (1) or no (0). */
    YES_OR_NO {
        @Override
        int label(double[] target, int position, int classes) {
            return (int) target[position];
        }

        @Override
        int positions(int outputs, int classes) {
            return outputs;
        }

        @Override
        void scores(double[] output, int position, double[] scores) {
            scores[0] = 1 - output[position];
            scores[1] = output[position];
        }
    },
    /** A number, and the number that it should be. */
    NUMBERS {
        @Override
        int label(double[] target, int position, int classes) {
            throw new IllegalStateException("numbers have no classes");
        }
    };

    /** The class that the data name. */
    abstract int label(double[] target, int position, int classes);

    /** How often an example is classified. */
    int positions(int outputs, int classes) {
        return outputs / classes;
    }

    /** Takes the scores of all classes out of an example's output. */
    void scores(double[] output, int position, double[] scores) {
        System.arraycopy(output, position * scores.length, scores, 0, scores.length);
    }
}
