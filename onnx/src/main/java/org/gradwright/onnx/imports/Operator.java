// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import java.util.List;
import org.gradwright.compiler.build.Term;

/** How an operator is said in the language. */
@FunctionalInterface
interface Operator {
    /** The results; fewer than the file names if nobody can ask for the others. */
    List<Value> apply(Call call);

    /** With one result. */
    @FunctionalInterface
    interface Single {
        Term apply(Call call);
    }

    /** With several results. */
    @FunctionalInterface
    interface Several {
        List<Term> apply(Call call);
    }

    /** Of one operand. */
    @FunctionalInterface
    interface Unary {
        Term apply(Object x);
    }

    /** Of two operands. */
    @FunctionalInterface
    interface Binary {
        Term apply(Object x, Object y);
    }
}
