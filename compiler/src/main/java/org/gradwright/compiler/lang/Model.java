// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.SourceFile;
import org.gradwright.compiler.lang.diagnostic.Span;
import org.gradwright.compiler.lang.syntax.Expression;
import org.gradwright.compiler.lang.value.Value;

/**
 * A model file, understood.
 *
 * @param data the {@code data} blocks by name
 * @param fit the settings of {@code fit}: numbers by name
 * @param constants numbers, conditions, texts and lists that {@code data} may name
 * @param source the text
 * @param warnings what the author should know and need not mend
 */
public record Model(
        Graph graph,
        Map<String, Data> data,
        Map<String, Fit> fit,
        Map<String, Value> constants,
        SourceFile source,
        List<Diagnostic> warnings) {
    public Model {
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
        fit = Collections.unmodifiableMap(new LinkedHashMap<>(fit));
        constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
        warnings = List.copyOf(warnings);
    }

    /**
     * A {@code data} block.
     *
     * @param values an expression for each input that it gives; readers, numbers, arithmetic
     */
    public record Data(String name, Map<String, Expression> values, Span span) {
        public Data {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /** A setting of {@code fit} and where it stands. */
    public record Fit(double value, Span span) {}

    /** The value of a setting of {@code fit}. */
    public Optional<Double> fit(String name) {
        return Optional.ofNullable(fit.get(name)).map(Fit::value);
    }
}
