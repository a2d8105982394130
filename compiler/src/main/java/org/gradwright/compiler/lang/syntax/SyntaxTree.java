// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.syntax;

import java.util.List;
import java.util.Optional;
import org.gradwright.compiler.lang.diagnostic.SourceFile;

/**
 * What a source file says, in its order. A tree of a faulty file holds what could be understood; a statement that could
 * not leaves a {@link Statement.Broken} with the names it would have bound.
 *
 * @param version the number in {@code gradwright 1}, if that line is there
 */
public record SyntaxTree(SourceFile file, Optional<Integer> version, List<Item> items) {
    public SyntaxTree {
        items = List.copyOf(items);
    }
}
