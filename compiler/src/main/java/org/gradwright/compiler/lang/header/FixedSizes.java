// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.header;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gradwright.compiler.graph.Dim;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Fault;
import org.gradwright.compiler.lang.diagnostic.SourceFile;
import org.gradwright.compiler.lang.diagnostic.Span;
import org.gradwright.compiler.lang.diagnostic.Suggestions;
import org.gradwright.compiler.lang.scope.Binding;
import org.gradwright.compiler.lang.scope.Context;
import org.gradwright.compiler.lang.session.Session;
import org.gradwright.compiler.lang.syntax.Item;
import org.gradwright.compiler.lang.syntax.Statement;
import org.gradwright.compiler.lang.value.Sizes;
import org.gradwright.compiler.lang.value.Value;

/** The free sizes that the caller fixes: {@code --dim time=64}. */
public final class FixedSizes {
    private final Session session;
    private final Map<String, Long> sizes;

    /** @param sizes by the names of the dimensions */
    public FixedSizes(Session session, Map<String, Long> sizes) {
        this.session = session;
        this.sizes = sizes;
    }

    /** Makes a size fixed that a {@code dim} line declares. @throws Fault when the line does not allow it */
    Optional<Size> of(Dim dim, Item.Dimension line) {
        Optional<Size> size = Optional.ofNullable(sizes.get(dim.name())).map(Size::of);
        size.ifPresent(s -> requireAllowed(dim, s.known(), line));
        return size;
    }

    private static void requireAllowed(Dim dim, long value, Item.Dimension line) {
        if (value < dim.atLeast() || value > dim.atMost() || value % dim.multipleOf() != 0) {
            throw Fault.of(
                    Diagnostic.error("G0222", line.span(), "`" + dim.name() + " = " + value + "` breaks the constraint")
                            .label(dim.constraint()));
        }
    }

    /**
     * Binds the sizes that types name and no {@code dim} line declares.
     *
     * @param items the model's text
     */
    void bind(List<Item> items, Context context) {
        Set<String> named = DimensionNames.of(items);
        sizes.forEach((name, size) -> {
            if (size < 1 || size > Sizes.ELEMENTS) {
                session.diagnostics().add(noSize(name, size));
            } else if (named.contains(name) && !hasLine(name, items) && isNoConstant(name)) {
                context.scope().put(name, Binding.of(new Value.Whole(Size.of(size)), span(name), Binding.Kind.SIZE));
            }
        });
    }

    private Diagnostic noSize(String name, long size) {
        return Diagnostic.error("G0223", span(name), size + " is no size")
                .help("a size is a whole number from 1 to " + Sizes.ELEMENTS);
    }

    private static boolean hasLine(String name, List<Item> items) {
        return items.stream()
                .anyMatch(i -> i instanceof Item.Dimension d && d.name().text().equals(name));
    }

    private boolean isNoConstant(String name) {
        return session.model().constant(name).isEmpty();
    }

    /** Reports names that are no dimensions of the model, unless its text could not be read to the end. */
    public void requireKnown(List<Item> items) {
        Set<String> known = DimensionNames.of(items);
        boolean isWhole = items.stream().noneMatch(i -> i instanceof Statement.Broken);
        sizes.keySet().stream().filter(name -> isWhole && !known.contains(name)).forEach(name -> session.diagnostics()
                .add(unknown(name, known)));
    }

    private Diagnostic unknown(String name, Set<String> known) {
        if (!isNoConstant(name)) {
            return Diagnostic.error("G0301", span(name), "`" + name + "` is a constant, not a free size")
                    .help("replace the constant: --const " + name + "=" + sizes.get(name));
        }
        Diagnostic error = Diagnostic.error("G0301", span(name), "no dimension is named `" + name + "`")
                .help(known.isEmpty() ? "the model has none" : "the model has " + String.join(", ", known));
        return Suggestions.closest(name, known)
                .map(near -> error.label("did you mean `" + near + "`?"))
                .orElse(error);
    }

    private Span span(String name) {
        var line = new SourceFile("--dim", name + "=" + sizes.get(name));
        return Span.onLine(line, 1, 1, name.codePointCount(0, name.length()) + 1);
    }
}
