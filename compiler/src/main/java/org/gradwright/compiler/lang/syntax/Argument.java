// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.syntax;

import java.util.Optional;
import org.gradwright.compiler.lang.diagnostic.Span;

/** An argument of a call, {@code x}, {@code units = 10} or {@code h1.W = net.h1.W}. */
public record Argument(Optional<Path> name, Expression value, Span span) {}
