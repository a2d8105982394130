// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.data;

import java.util.List;

/**
 * A text as rows of characters, one row after the other. With an offset of 1 each row holds the characters that follow those of the
 * row without one, which is what a model of language learns to say.
 *
 * @param length characters of a row
 * @param offset by how many characters rows begin later
 * @param from where in the text the first row begins, as a part of it
 * @param to where it ends, as a part of it
 */
record CharacterRows(int length, double offset, double from, double to) {
    /** @throws IllegalArgumentException when an argument is outside its range */
    CharacterRows checked() {
        if (offset != Math.rint(offset) || offset < 0 || offset > length) {
            throw new IllegalArgumentException("`offset` must be a whole number from 0 to " + length);
        }
        if (!(from >= 0 && from < to && to <= 1)) {
            throw new IllegalArgumentException("`from` and `to` are parts of the text: 0 <= from < to <= 1");
        }
        return this;
    }

    /**
     * The rows of a text. As many as fit with an offset of 1, whatever the offset, so that inputs and targets go together.
     *
     * @throws IllegalArgumentException when the part is shorter than a row
     */
    Numbers of(int[] characters) {
        int first = (int) (from * characters.length);
        int count = ((int) (to * characters.length) - first - (int) Math.max(1, offset)) / length;
        if (count < 1) {
            throw new IllegalArgumentException(
                    "a part of " + (int) ((to - from) * characters.length) + " characters has no row of " + length);
        }
        int start = first + (int) offset;
        return new Numbers(List.of(count, length), i -> characters[start + i]);
    }
}
