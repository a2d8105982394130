// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void valuesAreRead() {
        assertThat(Json.parse(" { \"a\" : [ 1 , 20, [] ],\n\"b\":{},\"\":\"x\" } "))
                .isEqualTo(Map.of("a", List.of(1L, 20L, List.of()), "b", Map.of(), "", "x"));
    }

    @Test
    void escapesAreRead() {
        assertThat(Json.parse("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\ude00\""))
                .isEqualTo("\"\\/\b\f\n\r\té\uD83D\uDE00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "a\"b\\c\n\t\u0000\u001f", "é漢\uD83D\uDE00", "h[3].att.W"})
    void quotedTextReadsBack(String text) {
        assertThat(Json.parse(Json.quote(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~~                       | a string, an object, an array or a whole number is needed at character 1",
                "{                        | a string is needed at character 2",
                "{\"a\"}                  | `:` is needed at character 5",
                "{\"a\":1,}               | a string is needed at character 8",
                "{\"a\":1 \"b\":2}        | `}` is needed at character 8",
                "{\"a\":1,\"a\":2}        | the name \"a\" occurs twice at character 11",
                "[1,]                     | a string, an object, an array or a whole number is needed at character 4",
                "[1                       | `]` is needed at character 3",
                "[01]                     | a string, an object, an array or a whole number is needed at character 4",
                "[-1]                     | a string, an object, an array or a whole number is needed at character 2",
                "[1.5]                    | `]` is needed at character 3",
                "[1e5]                    | `]` is needed at character 3",
                "[1234567890123456789]    | a string, an object, an array or a whole number is needed at character 21",
                "[true]                   | a string, an object, an array or a whole number is needed at character 2",
                "[null]                   | a string, an object, an array or a whole number is needed at character 2",
                "\"a                      | a string lacks its closing quote at character 3",
                "\"a\\                    | an unknown escape stands in a string at character 4",
                "\"\\x\"                  | an unknown escape stands in a string at character 4",
                "\"\\u00g0\"              | \\u needs four hexadecimal digits at character 6",
                "[[[[[[1]]]]]]            | nesting is deeper than 4 at character 6",
                "{} {}                    | something follows the end at character 4",
            })
    void faultsAreNamed(String text, String fault) {
        assertThatIllegalArgumentException().isThrownBy(() -> Json.parse(text)).withMessage(fault);
    }

    @Test
    void controlCharactersInStringsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Json.parse("\"a\nb\""));
        assertThatIllegalArgumentException().isThrownBy(() -> Json.parse("\"a\u0000b\""));
    }

    @Test
    void deepNestingIsRefusedWithoutOverflow() {
        assertThatIllegalArgumentException().isThrownBy(() -> Json.parse("[".repeat(1_000_000)));
        assertThatIllegalArgumentException().isThrownBy(() -> Json.parse("{\"a\":".repeat(1_000_000)));
    }

    /** Whatever the text, the answer is a value or an IllegalArgumentException. */
    @Test
    void damagedTextNeverThrowsAnythingElse() {
        String sound =
                "{\"__metadata__\":{\"k\":\"\\u00e9\"},\"w\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[0,24]}}";
        Random random = new Random(11);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder(sound);
            for (int change = 0; change < 3; change++) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, "{}[]\",:\\0u ".charAt(random.nextInt(11)));
                    case 1 -> text.deleteCharAt(at);
                    default -> text.insert(at, text.substring(at, Math.min(text.length(), at + 5)));
                }
            }
            try {
                Json.parse(text.toString());
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).contains(" at character ");
            }
        }
    }
}
