// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gradwright.compiler.lang.diagnostic.Span;

/** A layer declared by {@code layer}: its parameters are made at the first use and found again at the next ones. */
public final class SharedLayer {
    private final String name;
    private final String path;
    private final Value.Function function;
    private final List<Span> uses = new ArrayList<>();

    /**
     * @param path the path of its parameters
     * @param function what it applies, with its settings
     */
    public SharedLayer(String name, String path, Value.Function function) {
        this.name = name;
        this.path = path;
        this.function = function;
    }

    /** Its name in the file or def that declares it. */
    public String name() {
        return name;
    }

    /** The path of its parameters. */
    public String path() {
        return path;
    }

    /** What it applies, with its settings. */
    public Value.Function function() {
        return function;
    }

    /** Notes a use. */
    public void use(Span span) {
        uses.add(span);
    }

    /** Where its parameters were made; nothing before that. */
    public Optional<Span> firstUse() {
        return uses.stream().findFirst();
    }
}
