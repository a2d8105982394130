// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.expression;

import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.lang.diagnostic.Span;
import org.gradwright.compiler.lang.scope.Binding;
import org.gradwright.compiler.lang.scope.Context;
import org.gradwright.compiler.lang.session.Session;
import org.gradwright.compiler.lang.syntax.Expression;
import org.gradwright.compiler.lang.value.ActualArgument;

/**
 * An operand as messages show it.
 *
 * @param text as it stands in the source; empty where the caller is not a text
 * @param declared {@code ", declared at 4:7"} for a name that an input or parameter declares; else empty
 * @param origin the words of a help: where a name got its value; else empty
 */
public record Operand(TensorType type, Span span, String text, String declared, String origin) {
    /**
     * The operand that an expression stands for.
     *
     * @param type of its tensor
     */
    static Operand of(Session session, TensorType type, Expression e, Context context) {
        Binding binding = e instanceof Expression.Reference reference
                ? session.names().find(reference.name().text(), context).orElse(null)
                : null;
        return new Operand(type, e.span(), e.span().text(), declared(binding, e), origin(binding, e));
    }

    /**
     * The operand that an argument stands for; without text where the caller is not one.
     *
     * @param type of its tensor
     */
    public static Operand of(Session session, TensorType type, ActualArgument arg, Context context) {
        return arg.source()
                .map(e -> of(session, type, e, context))
                .orElseGet(() -> new Operand(type, arg.span(), "", "", ""));
    }

    private static String declared(Binding binding, Expression e) {
        boolean isDeclared =
                binding != null && (binding.kind() == Binding.Kind.DECLARED || binding.kind() == Binding.Kind.STATE);
        return isDeclared ? ", declared at " + binding.span().seenFrom(e.span()) : "";
    }

    private static String origin(Binding binding, Expression e) {
        if (binding == null || binding.source().isEmpty() || binding.kind() != Binding.Kind.LET) {
            return "";
        }
        Span from = binding.source().get().span();
        return "from `" + from.text() + "` at " + from.seenFrom(e.span());
    }

    Shape shape() {
        return type.shape();
    }

    /** Its type, and where it is declared. */
    public String label() {
        return type + declared;
    }

    /** The text, in parentheses if it is an operation: whatever stands beside it binds it whole. */
    String tight() {
        return isOperation() ? "(" + text + ")" : text;
    }

    /** Whether something but letters, digits and points stands outside all brackets. */
    private boolean isOperation() {
        int depth = 0;
        for (char c : text.toCharArray()) {
            depth += "([".indexOf(c) >= 0 ? 1 : ")]".indexOf(c) >= 0 ? -1 : 0;
            if (depth == 0 && !Character.isLetterOrDigit(c) && "_.`')]".indexOf(c) < 0) {
                return true;
            }
        }
        return false;
    }
}
