// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.header;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.gradwright.compiler.lang.syntax.Argument;
import org.gradwright.compiler.lang.syntax.Expression;
import org.gradwright.compiler.lang.syntax.Item;
import org.gradwright.compiler.lang.syntax.Statement;
import org.gradwright.compiler.lang.syntax.TypeSyntax;

/**
 * The names of a model's dimensions: those of its {@code dim} lines, and those that the types of its inputs, parameters
 * and states name and that are no constants. They are read off the text, so that they are known of a model too that is
 * right only when some of them are fixed.
 */
public final class DimensionNames {
    private DimensionNames() {}

    /** In order of appearance. */
    public static Set<String> of(List<Item> items) {
        var names = new LinkedHashSet<String>();
        items.stream().flatMap(DimensionNames::of).forEach(names::add);
        items.stream()
                .filter(item -> item instanceof Item.Constant)
                .forEach(item -> names.remove(((Item.Constant) item).name().text()));
        return names;
    }

    private static Stream<String> of(Item item) {
        if (item instanceof Item.Dimension dimension) {
            return Stream.of(dimension.name().text());
        } else if (item instanceof Statement.Input input) {
            return of(input.type());
        } else if (item instanceof Statement.Param param) {
            return param.type().stream().flatMap(DimensionNames::of);
        } else if (item instanceof Statement.State state) {
            return of(state.type());
        }
        return Stream.empty();
    }

    private static Stream<String> of(TypeSyntax type) {
        return type.sizes().stream().flatMap(DimensionNames::of);
    }

    private static Stream<String> of(Expression size) {
        if (size instanceof Expression.Reference reference) {
            return Stream.of(reference.name().text());
        } else if (size instanceof Expression.Binary binary) {
            return Stream.concat(of(binary.left()), of(binary.right()));
        } else if (size instanceof Expression.Call call) {
            return call.arguments().stream().map(Argument::value).flatMap(DimensionNames::of);
        }
        return Stream.empty();
    }
}
