// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.autodiff.each;

import java.util.List;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Size;

/** What becomes of the values of all examples in an operation that is linear in them. */
interface ShareRule {
    /**
     * The result for all examples.
     *
     * @param shares those of each input; null for an input that is the same for all
     * @param examples how many there are
     * @return null where only a loop over the examples will do
     */
    Shares apply(Node node, List<Shares> shares, Size examples);
}
