// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.syntax;

import java.util.List;
import java.util.Optional;
import org.gradwright.compiler.lang.diagnostic.Span;

/**
 * {@code train d : d_loss with adam(lr = 1e-4) over critic.** { clip_norm(1) }}.
 *
 * @param over empty if there is no {@code over}: every parameter is trained
 * @param span the line up to its block
 */
public record Train(
        Optional<Name> label,
        Expression loss,
        Expression optimiser,
        List<Pattern> over,
        List<Option> options,
        Span span)
        implements Item {

    public Train {
        over = List.copyOf(over);
        options = List.copyOf(options);
    }

    /** One line of the block. */
    public sealed interface Option {
        Span span();
    }

    /** {@code freeze body.**}. */
    public record Freeze(List<Pattern> patterns, Span span) implements Option {
        public Freeze {
            patterns = List.copyOf(patterns);
        }
    }

    /** {@code set **.b, **.gamma : weight_decay = 0}. */
    public record Assign(List<Pattern> patterns, List<Setting> settings, Span span) implements Option {
        public Assign {
            patterns = List.copyOf(patterns);
            settings = List.copyOf(settings);
        }
    }

    /** {@code clip_norm(1)}. */
    public record Apply(Expression.Call call, Span span) implements Option {}
}
