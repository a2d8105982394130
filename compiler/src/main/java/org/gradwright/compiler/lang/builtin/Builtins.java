// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.builtin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All built-in functions. What can be said in the language itself stands in {@code std.graph}. */
public final class Builtins {
    private Builtins() {}

    /** By name, in the order of the files that hold them. */
    public static Map<String, Builtin> all() {
        Map<String, Builtin> byName = new LinkedHashMap<>();
        Stream.of(
                        PointwiseBuiltins.all(),
                        ReductionBuiltins.all(),
                        ShapeBuiltins.all(),
                        AssemblyBuiltins.all(),
                        ImageBuiltins.all(),
                        OrderBuiltins.all(),
                        SourceBuiltins.all(),
                        DerivativeBuiltins.all(),
                        Initialisers.builtins())
                .flatMap(List::stream)
                .forEach(builtin -> byName.put(builtin.name(), builtin));
        return byName;
    }
}
