// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.expression;

import org.gradwright.compiler.lang.diagnostic.Fault;
import org.gradwright.compiler.lang.scope.Context;
import org.gradwright.compiler.lang.syntax.Expression;
import org.gradwright.compiler.lang.value.Value;

/** Finds the values of calls, whose bodies are statements: expressions know of them by this name only. */
public interface CallEvaluator {
    /**
     * The result of a call, several as a list; the function itself if it still lacks its tensors.
     *
     * @throws Fault when there is none
     */
    Value call(Expression.Call call, Context context);
}
