// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import java.util.Locale;

/** How results are printed. */
enum OutputFormat {
    /** For people. */
    TEXT,
    /** For programs. */
    JSON;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
