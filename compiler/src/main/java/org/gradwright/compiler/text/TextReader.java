// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.TensorType;

/** Reads one line from left to right. Every method throws {@link IllegalArgumentException} where the text does not fit. */
final class TextReader {
    private final String text;
    private int position;

    TextReader(String text) {
        this.text = text;
    }

    boolean atEnd() {
        skipBlanks();
        return position == text.length();
    }

    /** Takes the given text if it comes next. */
    boolean take(String wanted) {
        skipBlanks();
        boolean found = text.startsWith(wanted, position);
        position += found ? wanted.length() : 0;
        return found;
    }

    void expect(String wanted) {
        if (!take(wanted)) {
            throw error("`" + wanted + "` expected");
        }
    }

    /** Letters, digits and underscores, at least one. */
    String word() {
        skipBlanks();
        int start = position;
        while (position < text.length()
                && (Character.isLetterOrDigit(text.charAt(position)) || text.charAt(position) == '_')) {
            position++;
        }
        if (start == position) {
            throw error("a word expected");
        }
        return text.substring(start, position);
    }

    /** All up to a blank, which may be nothing. */
    String upToBlank() {
        skipBlanks();
        int end = text.indexOf(' ', position);
        return cut(end < 0 ? text.length() : end);
    }

    /** All up to the last occurrence of a text, which is taken too. */
    String upToLast(String end) {
        int at = text.lastIndexOf(end);
        if (at < position) {
            throw error("`" + end + "` expected");
        }
        String before = cut(at);
        position += end.length();
        return before.strip();
    }

    String rest() {
        return cut(text.length()).strip();
    }

    private String cut(int end) {
        String part = text.substring(position, end);
        position = end;
        return part;
    }

    int whole() {
        return Math.toIntExact(signed());
    }

    private long signed() {
        boolean negative = take("-");
        skipBlanks();
        int start = position;
        while (position < text.length() && Character.isDigit(text.charAt(position))) {
            position++;
        }
        if (start == position || position - start > 18) {
            throw error("a whole number expected");
        }
        long value = Long.parseLong(text.substring(start, position));
        return negative ? -value : value;
    }

    double number() {
        skipBlanks();
        int start = position;
        while (position < text.length() && " ,])".indexOf(text.charAt(position)) < 0) {
            position++;
        }
        String number = text.substring(start, position);
        try {
            return Double.parseDouble(number);
        } catch (NumberFormatException e) {
            throw error("a number expected, not `" + number + "`");
        }
    }

    boolean truth() {
        boolean yes = take("true");
        if (!yes) {
            expect("false");
        }
        return yes;
    }

    /** {@code [a, b, c]}, perhaps empty. */
    <T> List<T> list(Supplier<T> element) {
        expect("[");
        var list = new ArrayList<T>();
        while (!take("]")) {
            if (!list.isEmpty()) {
                expect(",");
            }
            list.add(element.get());
        }
        return list;
    }

    /** A shape in brackets; nothing for a scalar. */
    Shape shape() {
        skipBlanks();
        boolean scalar = position == text.length() || text.charAt(position) != '[';
        return scalar ? Shape.SCALAR : new Shape(list(this::size));
    }

    /** A polynomial in free sizes: {@code 3 * batch * time - 1}. */
    Size size() {
        Size sum = product(take("-"));
        while (true) {
            if (take("+")) {
                sum = sum.plus(product(false));
            } else if (take("-")) {
                sum = sum.plus(product(true));
            } else {
                return sum;
            }
        }
    }

    private Size product(boolean negative) {
        Size product = factor();
        while (take("*")) {
            product = product.times(factor());
        }
        return negative ? product.times(-1) : product;
    }

    private Size factor() {
        skipBlanks();
        boolean digit = position < text.length() && Character.isDigit(text.charAt(position));
        return digit ? Size.of(signed()) : Size.free(word());
    }

    TensorType type() {
        String word = word();
        for (Element element : Element.values()) {
            if (element.toString().equals(word)) {
                return new TensorType(element, shape());
            }
        }
        throw error("`" + word + "` is no element");
    }

    private void skipBlanks() {
        while (position < text.length() && text.charAt(position) == ' ') {
            position++;
        }
    }

    IllegalArgumentException error(String fact) {
        return new IllegalArgumentException(fact + " at column " + (position + 1) + " of `" + text + "`");
    }
}
