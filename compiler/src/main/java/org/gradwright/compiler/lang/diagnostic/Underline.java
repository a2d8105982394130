// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.diagnostic;

/** A stretch that the culprit collides with, and what is to be said of it; the label may be empty. */
public record Underline(Span span, String label) {}
