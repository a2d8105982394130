// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.budget;

import java.util.Set;
import org.gradwright.compiler.graph.Node;

/**
 * A value that could be computed again.
 *
 * @param value computed on the way forward
 * @param after what is known before it is computed again
 * @param uses on the way back, which would read the second value
 */
record Candidate(Node value, Node after, Set<Node> uses) {}
