// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.syntax;

import java.math.BigInteger;
import java.util.Optional;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Span;

/** Reads one number, {@code 1_000}, {@code 0.5}, {@code 3e-4}, and mends what is wrong with it. */
final class NumberReader {
    private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

    /** Digits beyond which even a decimal number is taken as out of range, so that no parsing gets slow. */
    private static final int LONGEST = 400;

    private final String text;
    private final String spelling;
    private boolean pointAlone;
    private boolean letters;
    private int at;

    /** @param start the offset of the first digit, or of a point before a digit */
    NumberReader(String text, int start) {
        this.text = text;
        this.at = start;
        digits();
        fraction();
        exponent();
        trailingLetters();
        this.spelling = text.substring(start, at);
    }

    private void digits() {
        while (Words.isDigit(peek(0)) || peek(0) == '_') {
            at++;
        }
    }

    private void fraction() {
        boolean first = at == 0 || !Words.isDigit(text.charAt(at - 1)) && text.charAt(at - 1) != '_';
        if (peek(0) != '.' || peek(1) == '.') {
            return;
        }
        pointAlone = first || !Words.isDigit(peek(1));
        at++;
        while (Words.isDigit(peek(0))) {
            at++;
        }
    }

    private void exponent() {
        int sign = peek(1) == '+' || peek(1) == '-' ? 2 : 1;
        if ((peek(0) == 'e' || peek(0) == 'E') && Words.isDigit(peek(sign))) {
            at += sign;
            while (Words.isDigit(peek(0))) {
                at++;
            }
        }
    }

    private void trailingLetters() {
        while (Words.isNamePart(peek(0))) {
            letters = true;
            at++;
        }
    }

    private char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : 0;
    }

    /** The offset behind the number. */
    int end() {
        return at;
    }

    /** What is wrong with it, if anything. */
    Optional<Diagnostic> fault(Span span) {
        if (letters) {
            return Optional.of(LexicalMessages.numberOrName(span, spelling));
        }
        if (pointAlone) {
            return Optional.of(LexicalMessages.pointAlone(span, spelling, completed()));
        }
        return outOfRange() ? Optional.of(LexicalMessages.numberRange(span)) : Optional.empty();
    }

    /** The spelling; of a faulty number one that can be read on. */
    String mended() {
        return letters || outOfRange() ? "0" : completed();
    }

    private String completed() {
        String before = spelling.startsWith(".") ? "0" + spelling : spelling;
        return pointAlone ? before.replaceFirst("\\.(?![0-9])", ".0") : before;
    }

    private boolean outOfRange() {
        String plain = completed().replace("_", "");
        if (plain.length() > LONGEST) {
            return true;
        }
        boolean whole = plain.chars().allMatch(Words::isDigit);
        return whole ? new BigInteger(plain).compareTo(LARGEST) > 0 : Double.isInfinite(Double.parseDouble(plain));
    }
}
