// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.syntax;

import java.util.List;
import java.util.Optional;
import org.gradwright.compiler.lang.diagnostic.Span;

/** What may stand at the top level of a file. */
public sealed interface Item
        permits Item.GraphName,
                Item.Precision,
                Item.Include,
                Item.Dimension,
                Item.Constant,
                Item.Data,
                Item.Fit,
                Definition,
                Train,
                Statement {

    Span span();

    /** {@code graph Mnist}. */
    record GraphName(Name name, Span span) implements Item {}

    /** {@code precision f64}; the name is {@code f32} or {@code f64}. */
    record Precision(Name name, Span span) implements Item {}

    /** {@code include "layers/body.graph"}; {@code pathSpan} is the text literal's place. */
    record Include(String path, Span pathSpan, Span span) implements Item {}

    /** {@code dim time where time <= 64}. */
    record Dimension(Name name, Optional<Expression> constraint, Span span) implements Item {}

    /** {@code const layers = 12}. */
    record Constant(Name name, Expression value, Span span) implements Item {}

    /** {@code data train { x = idx("f.gz") / 255 }}. */
    record Data(Name name, List<Setting> settings, Span span) implements Item {
        public Data {
            settings = List.copyOf(settings);
        }
    }

    /** {@code fit { batch = 128, epochs = 5 }}. */
    record Fit(List<Setting> settings, Span span) implements Item {
        public Fit {
            settings = List.copyOf(settings);
        }
    }
}
