// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.expression;

import java.util.ArrayList;
import java.util.List;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Fault;
import org.gradwright.compiler.lang.scope.Binding;
import org.gradwright.compiler.lang.scope.Context;
import org.gradwright.compiler.lang.session.Session;
import org.gradwright.compiler.lang.syntax.Argument;
import org.gradwright.compiler.lang.syntax.Expression;
import org.gradwright.compiler.lang.syntax.Name;
import org.gradwright.compiler.lang.syntax.TypeSyntax;
import org.gradwright.compiler.lang.value.Value;

/** Reads types: every size in them is an expression. */
public final class Types {
    private final Session session;
    private final Evaluator evaluator;

    /** @param evaluator finds the sizes */
    public Types(Session session, Evaluator evaluator) {
        this.session = session;
        this.evaluator = evaluator;
    }

    /**
     * The type, whose sizes may be free.
     *
     * @throws Fault when a size is none, or the shape is beyond the limits
     */
    public TensorType read(TypeSyntax syntax, Context context) {
        return new TensorType(element(syntax.element()), shape(syntax, context));
    }

    private Shape shape(TypeSyntax syntax, Context context) {
        List<Size> sizes = new ArrayList<>();
        for (Expression e : syntax.sizes()) {
            if (e instanceof Expression.Ellipsis) {
                throw Fault.of(Diagnostic.error("G0225", e.span(), "`...` belongs to the formals of a def")
                        .help("write every size"));
            }
            sizes.add(size(e, context));
        }
        return session.sizes().checked(new Shape(sizes), syntax.span());
    }

    /**
     * The size that an expression stands for; it may be free.
     *
     * @throws Fault when it is none
     */
    public Size size(Expression e, Context context) {
        return session.sizes().size(evaluator.evaluate(e, context), e.span());
    }

    /**
     * The type of a variable: real, and of known sizes.
     *
     * @param what as messages call the variable
     * @throws Fault when it is another
     */
    public TensorType ofVariable(TypeSyntax syntax, Context context, String what) {
        if (syntax.element() != TypeSyntax.Element.REAL) {
            throw Fault.of(Diagnostic.error("G0226", syntax.span(), "a " + what + " is `real`"));
        }
        for (Expression e : syntax.sizes()) {
            if (!(e instanceof Expression.Ellipsis) && !size(e, context).isKnown()) {
                throw Fault.of(Diagnostic.error("G0213", e.span(), "a " + what + " needs a known size")
                        .label("free at run time")
                        .help("for one row per class write a number or a `const`; a value per example is an `input`"));
            }
        }
        return read(syntax, context);
    }

    /**
     * The type of an input: names that are seen here first become free sizes.
     *
     * @throws Fault when a size is none, or the shape is beyond the limits
     */
    public TensorType ofInput(TypeSyntax syntax, Context context) {
        syntax.sizes().forEach(e -> bindFree(e, context));
        TensorType type = read(syntax, context);
        type.shape().sizes().forEach(session.dimensions()::appear);
        return type;
    }

    private void bindFree(Expression e, Context context) {
        if (e instanceof Expression.Reference reference) {
            bindFree(reference.name(), context);
        } else if (e instanceof Expression.Binary binary) {
            bindFree(binary.left(), context);
            bindFree(binary.right(), context);
        } else if (e instanceof Expression.Call call) {
            call.arguments().stream().map(Argument::value).forEach(a -> bindFree(a, context));
        }
    }

    private void bindFree(Name name, Context context) {
        boolean known = context.scope().find(name.text()).isPresent()
                || context.frame().library().constant(name.text()).isPresent();
        if (!known) {
            Value size = new Value.Whole(Size.free(name.text()));
            context.scope().put(name.text(), Binding.of(size, name.span(), Binding.Kind.SIZE));
        }
    }

    /** The kind of element that a word of the language means. */
    public static Element element(TypeSyntax.Element element) {
        return switch (element) {
            case REAL -> Element.REAL;
            case I32 -> Element.I32;
            case BOOL -> Element.BOOL;
        };
    }
}
