// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The part of JSON (RFC 8259) that a safetensors header consists of: objects, arrays, strings and whole numbers from 0 on.
 * Stricter than JSON in two points: no name twice in an object, and no deeper nesting than {@value #DEEPEST}.
 */
final class Json {
    private static final int DEEPEST = 4;

    private final String text;
    private int position;

    private Json(String text) {
        this.text = text;
    }

    /**
     * Reads one value: a {@code Map<String, Object>}, {@code List<Object>}, {@code String} or {@code Long}.
     *
     * @throws IllegalArgumentException naming the fault and its place
     */
    static Object parse(String text) {
        Json json = new Json(text);
        Object value = json.value(0);
        json.space();
        if (json.position < text.length()) {
            throw json.fault("something follows the end");
        }
        return value;
    }

    /** A string in quotes, with what JSON demands escaped. */
    static String quote(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < 0x20 || Character.isSurrogate(c)) {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    private Object value(int depth) {
        if (depth > DEEPEST) {
            throw fault("nesting is deeper than " + DEEPEST);
        }
        space();
        char c = peek();
        return switch (c) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            default -> number();
        };
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> object = new LinkedHashMap<>();
        position++;
        if (!accept('}')) {
            do {
                member(object, depth);
            } while (accept(','));
            expect('}');
        }
        return object;
    }

    private void member(Map<String, Object> object, int depth) {
        space();
        String name = string();
        if (object.containsKey(name)) {
            throw fault("the name " + quote(name) + " occurs twice");
        }
        expect(':');
        object.put(name, value(depth + 1));
    }

    private List<Object> array(int depth) {
        List<Object> array = new ArrayList<>();
        position++;
        if (!accept(']')) {
            do {
                array.add(value(depth + 1));
            } while (accept(','));
            expect(']');
        }
        return array;
    }

    private Long number() {
        int start = position;
        while (peek() >= '0' && peek() <= '9') {
            position++;
        }
        String digits = text.substring(start, position);
        if (digits.isEmpty() || digits.length() > 18 || (digits.length() > 1 && digits.startsWith("0"))) {
            throw fault("a string, an object, an array or a whole number is needed");
        }
        return Long.valueOf(digits);
    }

    private String string() {
        if (peek() != '"') {
            throw fault("a string is needed");
        }
        position++;
        StringBuilder string = new StringBuilder();
        while (peek() != '"') {
            string.append(character());
        }
        position++;
        return string.toString();
    }

    private char character() {
        char c = peek();
        if (c < 0x20) {
            throw fault(atEnd() ? "a string lacks its closing quote" : "a control character stands in a string");
        }
        position++;
        return c == '\\' ? escape() : c;
    }

    private char escape() {
        char c = peek();
        position++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw fault("an unknown escape stands in a string");
        };
    }

    private char unicode() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = peek() < 0x80 ? Character.digit(peek(), 16) : -1;
            if (digit < 0) {
                throw fault("\\u needs four hexadecimal digits");
            }
            code = code * 16 + digit;
            position++;
        }
        return (char) code;
    }

    private void expect(char c) {
        if (!accept(c)) {
            throw fault("`" + c + "` is needed");
        }
    }

    private boolean accept(char c) {
        space();
        boolean found = peek() == c;
        position += found ? 1 : 0;
        return found;
    }

    private void space() {
        while (peek() == ' ' || peek() == '\n' || peek() == '\r' || peek() == '\t') {
            position++;
        }
    }

    private boolean atEnd() {
        return position >= text.length();
    }

    /** The next character; 0, which JSON never allows, at the end. */
    private char peek() {
        return atEnd() ? 0 : text.charAt(position);
    }

    private IllegalArgumentException fault(String fact) {
        return new IllegalArgumentException(fact + " at character " + (Math.min(position, text.length()) + 1));
    }
}
