// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.syntax;

/** What a source text may not exceed; each excess has a message of its own. */
public final class Limits {
    /** Bytes of a file, 1 MiB. */
    public static final int FILE_BYTES = 1 << 20;

    /** Depth of nested brackets, blocks, prefix operators, powers and postfix operators. */
    public static final int NESTING = 64;

    /** Height of an expression's tree: a chain {@code a + b + ...} leans to the left as high as it is long. */
    public static final int HEIGHT = 512;

    /** Letters of a name. */
    public static final int NAME_LENGTH = 64;

    private Limits() {}
}
