// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gradwright.compiler.lang.diagnostic.Span;

/** A layer declared by {@code layer}: its parameters are made at the first use and found again at the next ones. */
final class SharedLayer {
    private final String name;
    private final String path;
    private final Value.Function function;
    private final List<Span> uses = new ArrayList<>();

    SharedLayer(String name, String path, Value.Function function) {
        this.name = name;
        this.path = path;
        this.function = function;
    }

    String name() {
        return name;
    }

    /** The path of its parameters. */
    String path() {
        return path;
    }

    Value.Function function() {
        return function;
    }

    void use(Span span) {
        uses.add(span);
    }

    Optional<Span> firstUse() {
        return uses.stream().findFirst();
    }
}
