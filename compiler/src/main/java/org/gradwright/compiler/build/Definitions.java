// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradwright.compiler.build.Scope.Symbol;

/** Writes defs: a body in Java is run once, and what it says becomes the def. */
final class Definitions {
    private final Script script;
    private final Scope model;

    Definitions(Script script, Scope model) {
        this.script = script;
        this.model = model;
    }

    /** The body of a def that may have a gradient. */
    interface DefBody {
        Term in(DefBlock b, List<Term> x);
    }

    /** A def for one statement, called after it. */
    Function anonymous(String statement, Scope around, List<Formal> formals, Body.Many body) {
        return define(script.fresh(statement + "_def"), around, formals, body::in);
    }

    /** Writes a def. Names of outside that it uses become further formals. */
    Function define(String name, Scope around, List<Formal> formals, DefBody body) {
        var block = new DefBlock(script, around.def(), this);
        formals.forEach(f -> f.type().ifPresent(t -> t.symbols().forEach(block.scope()::use)));
        Term result =
                body.in(block, block.bound(formals.stream().map(Formal::name).toList()));
        block.write("return " + block.use(result));
        List<Symbol> captured = block.scope().captured();
        if (!captured.isEmpty() && !block.gradient().isEmpty()) {
            throw new ModelError("a def with a gradient of its own sees its formals only: pass `"
                    + captured.get(0).name() + "` as an argument");
        }
        script.add("def " + Spelling.name(name) + "(" + formals(formals, captured) + ") " + block.braces()
                + block.gradient());
        return new Function(new Symbol(name, model, true), captured);
    }

    private static String formals(List<Formal> formals, List<Symbol> captured) {
        return Stream.concat(
                        formals.stream().map(Formal::text), captured.stream().map(s -> Spelling.name(s.name())))
                .collect(Collectors.joining(", "));
    }
}
