// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.expression;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Fault;
import org.gradwright.compiler.lang.diagnostic.Suggestions;
import org.gradwright.compiler.lang.scope.Binding;
import org.gradwright.compiler.lang.scope.Context;
import org.gradwright.compiler.lang.session.Session;
import org.gradwright.compiler.lang.syntax.Expression;
import org.gradwright.compiler.lang.syntax.Name;
import org.gradwright.compiler.lang.syntax.Subscript;
import org.gradwright.compiler.lang.value.Value;

/** Finds parameters and states by path: {@code h1.W}, {@code h[3].att.qkv.W}. */
final class ParameterPaths {
    private static final int LISTED = 8;

    private final Session session;
    private final Evaluator evaluator;

    ParameterPaths(Session session, Evaluator evaluator) {
        this.session = session;
        this.evaluator = evaluator;
    }

    Value parameter(Expression.Member e, Context context) {
        String path = path(e, context);
        return session.registry()
                .variable(path)
                .<Value>map(entry -> new Value.Tensor(entry.node()))
                .orElseThrow(() -> Fault.of(unknown(e, path)));
    }

    private String path(Expression e, Context context) {
        if (e instanceof Expression.Reference reference) {
            return base(reference.name(), context);
        }
        if (e instanceof Expression.Member member) {
            return path(member.subject(), context) + "." + member.name().spelling();
        }
        if (e instanceof Expression.Index index
                && index.subscripts().size() == 1
                && index.subscripts().get(0) instanceof Subscript.At at) {
            long iteration = session.sizes().known(evaluator.evaluate(at.value(), context), at.span());
            return path(index.subject(), context) + "[" + iteration + "]";
        }
        throw Fault.of(Diagnostic.error("G0312", e.span(), "`.` follows the name of a layer")
                .help("bind the layer to a name: `h = ...`, then `h.W`"));
    }

    private String base(Name name, Context context) {
        Binding binding = session.names().resolve(name, context);
        if (binding.value() instanceof Value.Layer layer) {
            return layer.shared().path();
        }
        return binding.base()
                .orElseThrow(() ->
                        Fault.of(Diagnostic.error("G0312", name.span(), "`" + name.spelling() + "` has no parameters")
                                .help("only what a statement of this block has made has parameters of its own")));
    }

    private Diagnostic unknown(Expression.Member e, String path) {
        Diagnostic error = Diagnostic.error("G0312", e.span(), "there is no parameter `" + path + "`");
        int last = path.lastIndexOf('.') + 1;
        List<String> siblings = session.registry().variables().keySet().stream()
                .filter(p -> p.startsWith(path.substring(0, last)))
                .map(p -> p.substring(last))
                .toList();
        if (siblings.isEmpty()) {
            return error.help("`" + path.substring(0, last - 1)
                    + "` has no parameters; a shared layer makes its own at its first use");
        }
        Optional<String> near = Suggestions.closest(path.substring(last), siblings);
        return near.isPresent()
                ? error.label("did you mean `" + path.substring(0, last) + near.get() + "`?")
                : error.help("there are "
                        + siblings.stream()
                                .limit(LISTED)
                                .map(name -> path.substring(0, last) + name)
                                .collect(Collectors.joining(", ")));
    }
}
