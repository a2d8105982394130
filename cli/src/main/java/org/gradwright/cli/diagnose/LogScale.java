// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.diagnose;

import java.util.List;

/**
 * A logarithmic scale.
 *
 * @param low the power of ten where it begins
 * @param high the power of ten where it ends
 */
record LogScale(int low, int high) {
    /** Fewer decades would make small differences look large. */
    private static final int DECADES = 4;

    /** For these values, whole decades; zeros and what is not finite lie below it. */
    static LogScale of(List<Double> values) {
        var powers = values.stream()
                .filter(v -> Double.isFinite(v) && v > 0)
                .mapToDouble(Math::log10)
                .summaryStatistics();
        if (powers.getCount() == 0) {
            return new LogScale(-DECADES, 0);
        }
        int high = (int) Math.ceil(powers.getMax());
        return new LogScale(Math.min((int) Math.floor(powers.getMin()), high - DECADES), high);
    }

    /** Where a value lies, from 0 to 1. */
    double share(double value) {
        double share = (Math.log10(value) - low) / (high - low);
        return Double.isFinite(share) ? Math.max(0, Math.min(1, share)) : 0;
    }

    String label() {
        return "from 1e" + low + " to 1e" + high;
    }
}
