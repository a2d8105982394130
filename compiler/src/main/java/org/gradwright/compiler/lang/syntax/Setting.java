// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.syntax;

import org.gradwright.compiler.lang.diagnostic.Span;

/** {@code name = value}: a loop's carried value, a setting of {@code data}, {@code fit} or {@code set}. */
public record Setting(Name name, Expression value, Span span) {}
