// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.syntax;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gradwright.compiler.lang.diagnostic.Span;

/** Prints trees without their positions: operators as {@code (+ a b)}, everything else by its components. */
public final class TreePrinter {
    private TreePrinter() {}

    public static String print(SyntaxTree tree) {
        return tree.items().stream().map(TreePrinter::any).collect(Collectors.joining("\n"));
    }

    static String print(Expression expression) {
        if (expression instanceof Expression.NumberLiteral number) {
            return number.text();
        } else if (expression instanceof Expression.TextLiteral text) {
            return '"' + text.value() + '"';
        } else if (expression instanceof Expression.BooleanLiteral literal) {
            return Boolean.toString(literal.value());
        } else if (expression instanceof Expression.NoneLiteral) {
            return "none";
        } else if (expression instanceof Expression.Ellipsis) {
            return "...";
        } else if (expression instanceof Expression.Reference reference) {
            return reference.name().text();
        } else if (expression instanceof Expression.Unary unary) {
            return list(unary.operator().symbol(), unary.operand());
        } else if (expression instanceof Expression.Binary binary) {
            return list(binary.operator().symbol(), binary.left(), binary.right());
        } else if (expression instanceof Expression.Range range) {
            return list("..<", range.start(), range.end());
        } else if (expression instanceof Expression.Transpose transpose) {
            return list("'", transpose.operand());
        } else if (expression instanceof Expression.Member member) {
            return list(".", member.subject(), member.name());
        } else if (expression instanceof Expression.Call call) {
            return list("call", call.callee(), call.arguments());
        } else if (expression instanceof Expression.Index index) {
            return list("index", index.subject(), index.subscripts());
        }
        return list("list", ((Expression.ListLiteral) expression).elements());
    }

    private static String list(String head, Object... parts) {
        List<String> words = new ArrayList<>(List.of(head));
        for (Object part : parts) {
            words.add(any(part));
        }
        return words.stream().filter(word -> !word.isEmpty()).collect(Collectors.joining(" ", "(", ")"));
    }

    private static String any(Object value) {
        if (value instanceof Expression expression) {
            return print(expression);
        } else if (value instanceof List<?> values) {
            return values.stream().map(TreePrinter::any).collect(Collectors.joining(" "));
        } else if (value instanceof Optional<?> optional) {
            return optional.map(TreePrinter::any).orElse("_");
        } else if (value instanceof Name || value instanceof Path) {
            return value.toString();
        } else if (value instanceof Argument argument) {
            return argument.name().map(path -> path.text() + "=").orElse("") + print(argument.value());
        } else if (value instanceof Record structure) {
            return structure(structure);
        }
        return String.valueOf(value);
    }

    private static String structure(Record structure) {
        List<Object> parts = new ArrayList<>();
        for (RecordComponent component : structure.getClass().getRecordComponents()) {
            if (component.getType() != Span.class) {
                parts.add(value(structure, component));
            }
        }
        return list(structure.getClass().getSimpleName(), parts.toArray());
    }

    private static Object value(Record structure, RecordComponent component) {
        try {
            return component.getAccessor().invoke(structure);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
