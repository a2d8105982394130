// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang;

import java.util.List;
import java.util.Optional;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.syntax.Expression;
import org.gradwright.compiler.lang.syntax.Name;
import org.gradwright.compiler.lang.syntax.Subscript;

/** Finds parameters and states by path: {@code h1.W}, {@code h[3].att.qkv.W}. */
final class ParameterPaths {
    private static final int LISTED = 8;

    private final Session session;

    ParameterPaths(Session session) {
        this.session = session;
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
            long iteration = session.sizes().known(session.evaluator().evaluate(at.value(), context), at.span());
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
        List<String> all = List.copyOf(session.registry().variables().keySet());
        Optional<String> near = Suggestions.nearest(all, path);
        if (near.isPresent()) {
            return error.label("did you mean `" + near.get() + "`?");
        }
        String head = path.substring(0, path.lastIndexOf('.') + 1);
        List<String> siblings =
                all.stream().filter(p -> p.startsWith(head)).limit(LISTED).toList();
        return siblings.isEmpty()
                ? error.help("a shared layer makes its parameters at its first use")
                : error.help("there are " + String.join(", ", siblings));
    }
}
