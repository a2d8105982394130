// SPDX-License-Identifier: Apache-2.0
package org.gradwright.maven;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.lang.Options;

/**
 * What a project says about all of its graphs.
 *
 * @param emit what is written
 * @param precision in place of the graphs' own, {@code f32} or {@code f64}; null for theirs
 * @param dims free sizes that are fixed
 * @param constants in place of the graphs' own, as the language writes them
 */
record BuildSettings(Emit emit, String precision, Map<String, Long> dims, Map<String, String> constants) {
    BuildSettings {
        dims = new TreeMap<>(dims);
        constants = new TreeMap<>(constants);
        if (precision != null && !precision.matches("f32|f64")) {
            throw new IllegalArgumentException("the precision is `" + precision + "`: write f32 or f64");
        }
    }

    /**
     * For the compiler, all but the sizes that are fixed.
     *
     * @param root the folder that includes may not leave
     */
    Options options(Path root) {
        Options options = Options.NONE.withRoot(root);
        if (precision != null) {
            options = options.withPrecision(Precision.valueOf(precision.toUpperCase(Locale.ROOT)));
        }
        for (Map.Entry<String, String> constant : constants.entrySet()) {
            options = options.withConstant(constant.getKey(), constant.getValue());
        }
        return options;
    }
}
