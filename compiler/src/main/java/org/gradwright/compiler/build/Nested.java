// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The statements between braces. */
class Nested extends Block {
    private final List<String> lines = new ArrayList<>();

    Nested(Script script, Scope scope, Definitions definitions) {
        super(script, scope, definitions);
    }

    @Override
    void write(String text) {
        text.lines().map(line -> "  " + line).forEach(lines::add);
    }

    String braces() {
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining("", "{\n", "}"));
    }
}
