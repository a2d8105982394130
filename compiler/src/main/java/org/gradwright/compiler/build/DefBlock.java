// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build;

import java.util.List;
import java.util.stream.Collectors;

/** The body of a def. */
public final class DefBlock extends Nested {
    private String gradient = "";

    DefBlock(Script script, Scope scope, Definitions definitions) {
        super(script, scope, definitions);
    }

    /**
     * Gives the def a backward of its own. The def then sees its formals only, and creates no parameters.
     *
     * @param body from the result's cotangent to that of the def's one tensor
     */
    public void gradient(Body.Unary body) {
        gradient(List.of("dy"), (b, x) -> body.in(b, x.get(0)));
    }

    /**
     * Gives a def with several results or tensors a backward of its own.
     *
     * @param cotangents a name for each result's cotangent
     * @param body returns {@link Terms#results}, a cotangent for each tensor among the formals in order
     */
    public void gradient(List<String> cotangents, Body.Many body) {
        if (!gradient.isEmpty()) {
            throw new ModelError("a def has one gradient");
        }
        var inside = new Nested(script(), scope().loop(), definitions());
        Term result = inside.use(body.in(inside, inside.bound(cotangents)));
        inside.write("return " + result);
        String names = cotangents.stream().map(Spelling::name).collect(Collectors.joining(", "));
        gradient = " gradient (" + names + ") " + inside.braces();
    }

    String gradient() {
        return gradient;
    }
}
