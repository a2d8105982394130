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
 * @param outputs more outputs by name, each an expression of the language in the names of the file: derivatives, for example
 * @param root the folder that includes may not leave; absent, a text may include nothing and a file its own folder
 */
public record Options(
        Optional<Precision> precision,
        Map<String, Long> sizes,
        Map<String, String> constants,
        Map<String, String> outputs,
        Optional<Path> root) {
    public static final Options NONE = new Options(Optional.empty(), Map.of(), Map.of(), Map.of(), Optional.empty());

    public Options {
        sizes = Collections.unmodifiableMap(new LinkedHashMap<>(sizes));
        constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }

    public Options withPrecision(Precision other) {
        return new Options(Optional.of(other), sizes, constants, outputs, root);
    }

    public Options withSize(String name, long size) {
        var more = new LinkedHashMap<>(sizes);
        more.put(name, size);
        return new Options(precision, more, constants, outputs, root);
    }

    public Options withConstant(String name, String value) {
        var more = new LinkedHashMap<>(constants);
        more.put(name, value);
        return new Options(precision, sizes, more, outputs, root);
    }

    /** With an output more, such as {@code withOutput("slopes", "jacobian(p, x)")}. */
    public Options withOutput(String name, String expression) {
        var more = new LinkedHashMap<>(outputs);
        more.put(name, expression);
        return new Options(precision, sizes, constants, more, root);
    }

    public Options withRoot(Path folder) {
        return new Options(precision, sizes, constants, outputs, Optional.of(folder));
    }
}
