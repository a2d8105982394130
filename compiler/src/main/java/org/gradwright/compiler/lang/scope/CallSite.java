// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.scope;

import org.gradwright.compiler.lang.diagnostic.Span;

/**
 * A call in a text.
 *
 * @param call all of it
 * @param callee the name of the function
 * @param name the same as a text
 */
public record CallSite(Span call, Span callee, String name) {}
