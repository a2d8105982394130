// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.gradwright.compiler.graph.Precision;

/**
 * What a caller decides instead of the text.
 *
 * @param precision in place of the file's
 * @param sizes free sizes that are fixed, by name
 * @param constants in place of the file's, as the language writes them: {@code 6}, {@code true}, {@code "text"}
 * @param root the folder that includes may not leave; absent, a text may include nothing and a file its own folder
 */
public record Options(
        Optional<Precision> precision, Map<String, Long> sizes, Map<String, String> constants, Optional<Path> root) {
    public static final Options NONE = new Options(Optional.empty(), Map.of(), Map.of(), Optional.empty());

    public Options {
        sizes = Collections.unmodifiableMap(new LinkedHashMap<>(sizes));
        constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
    }

    public Options withPrecision(Precision other) {
        return new Options(Optional.of(other), sizes, constants, root);
    }

    public Options withSize(String name, long size) {
        var more = new LinkedHashMap<>(sizes);
        more.put(name, size);
        return new Options(precision, more, constants, root);
    }

    public Options withConstant(String name, String value) {
        var more = new LinkedHashMap<>(constants);
        more.put(name, value);
        return new Options(precision, sizes, more, root);
    }

    public Options withRoot(Path folder) {
        return new Options(precision, sizes, constants, Optional.of(folder));
    }
}
