// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.data;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.gradwright.runtime.data.DataException;

/** The characters of a text, numbered in the order of Unicode. */
public final class Alphabet {
    private static final long MOST_BYTES = 1L << 28;

    private final int[] characters;

    private Alphabet(int[] characters) {
        this.characters = characters;
    }

    /** All characters that a text has. */
    static Alphabet of(String text) {
        return new Alphabet(text.codePoints().sorted().distinct().toArray());
    }

    /** A file in UTF-8. @throws DataException when it cannot be read, is empty, too long or no UTF-8 */
    static String read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new DataException(file + " is longer than " + (MOST_BYTES >> 20) + " MiB");
            }
            String text = Files.readString(file);
            if (text.isEmpty()) {
                throw new DataException(file + " is empty");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw new DataException(file + " is no text in UTF-8");
        } catch (IOException e) {
            throw new DataException("cannot read " + file + ": " + e.getMessage());
        }
    }

    /** How many characters there are. */
    public int size() {
        return characters.length;
    }

    /** The character of a number. */
    public String character(int number) {
        return Character.toString(characters[number]);
    }

    /**
     * The numbers of a text's characters.
     *
     * @throws DataException naming a character that is not in the alphabet
     */
    public int[] numbers(String text) {
        return text.codePoints().map(this::number).toArray();
    }

    private int number(int character) {
        int number = Arrays.binarySearch(characters, character);
        if (number < 0) {
            throw new DataException(
                    "the text that was learned has no character \"" + Character.toString(character) + "\"");
        }
        return number;
    }
}
