// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import java.util.List;

/** One line of a model's description, read from left to right. */
final class DescriptionLine {
    private final String line;
    private int position;

    DescriptionLine(String line) {
        this.line = line;
    }

    boolean atEnd() {
        return position == line.length();
    }

    /** Letters, digits and {@code _} up to the next other character. */
    String word() {
        skipSpace();
        int start = position;
        while (!atEnd() && (Character.isLetterOrDigit(peek()) || peek() == '_')) {
            position++;
        }
        if (start == position) {
            throw new IllegalArgumentException("a word is missing at column " + (position + 1));
        }
        return line.substring(start, position);
    }

    /** A plain name, or one in double quotes. */
    String name() {
        skipSpace();
        return !atEnd() && peek() == '"' ? quoted() : plain();
    }

    private String plain() {
        int start = position;
        while (!atEnd() && peek() != ' ' && peek() != ',') {
            position++;
        }
        if (start == position) {
            throw new IllegalArgumentException("a name is missing at column " + (position + 1));
        }
        return line.substring(start, position);
    }

    private String quoted() {
        StringBuilder name = new StringBuilder();
        for (position++; !atEnd() && peek() != '"'; position++) {
            name.append(peek() == '\\' ? escape() : peek());
        }
        if (atEnd()) {
            throw new IllegalArgumentException("a name lacks its closing quote");
        }
        position++;
        return name.toString();
    }

    private char escape() {
        position++;
        if (atEnd()) {
            throw new IllegalArgumentException("a name ends after `\\`");
        }
        return switch (peek()) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case '"', '\\' -> peek();
            default -> throw new IllegalArgumentException("`\\" + peek() + "` is no escape in a name");
        };
    }

    int number() {
        return number(word());
    }

    static int number(String text) {
        try {
            int value = Integer.parseInt(text);
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            // falls through to the one message for both
        }
        throw new IllegalArgumentException("`" + text + "` is not a whole number from 0 to " + Integer.MAX_VALUE);
    }

    /** A shape in brackets, or none for a scalar. */
    List<String> shapeOrScalar() {
        return !atEnd() && peek() == '[' ? shape() : List.of();
    }

    /** A shape in brackets: one text a size. */
    List<String> shape() {
        skipSpace();
        int close = line.indexOf(']', position);
        if (atEnd() || peek() != '[' || close < 0) {
            throw new IllegalArgumentException("a shape in brackets is missing at column " + (position + 1));
        }
        String inside = line.substring(position + 1, close);
        position = close + 1;
        return inside.isEmpty() ? List.of() : List.of(inside.split(", ", -1));
    }

    void expect(String text) {
        skipSpace();
        if (!line.startsWith(text, position)) {
            throw new IllegalArgumentException("`" + text + "` is missing at column " + (position + 1));
        }
        position += text.length();
    }

    boolean comma() {
        boolean found = line.startsWith(", ", position);
        position += found ? 2 : 0;
        return found;
    }

    String rest() {
        skipSpace();
        String rest = line.substring(position);
        position = line.length();
        return rest;
    }

    void end() {
        if (!atEnd()) {
            throw new IllegalArgumentException("`" + line.substring(position) + "` is too much");
        }
    }

    private void skipSpace() {
        if (!atEnd() && peek() == ' ') {
            position++;
        }
    }

    private char peek() {
        return line.charAt(position);
    }
}
