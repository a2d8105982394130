// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build;

import java.util.List;

/** Bodies of defs and loops: methods that take the block into which they write, and what comes in. */
public final class Body {
    private Body() {}

    /** Of a layer that uses names of outside only. */
    @FunctionalInterface
    public interface Plain {
        /** Writes the statements and returns the result. */
        Term in(Block b);
    }

    /** Of a def with one formal. */
    @FunctionalInterface
    public interface Unary {
        /** Writes the statements and returns the result. */
        Term in(Block b, Term x);
    }

    /** Of a def with two formals, or of a loop: what it carries, and the item. */
    @FunctionalInterface
    public interface Binary {
        /** Writes the statements and returns the result. */
        Term in(Block b, Term x, Term y);
    }

    /** Of a def with any number of formals; several results are {@link Terms#results}. */
    @FunctionalInterface
    public interface Many {
        /** Writes the statements and returns the result. */
        Term in(Block b, List<Term> x);
    }

    /** Of a loop that carries several values. */
    @FunctionalInterface
    public interface Carrying {
        /** Writes the statements and returns the next values, {@link Terms#results}. */
        Term in(Block b, List<Term> carried, Term item);
    }
}
