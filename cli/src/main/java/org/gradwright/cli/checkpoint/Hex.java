// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.checkpoint;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Numbers as texts that read back to the same bits. */
final class Hex {
    private Hex() {}

    /** Numbers with spaces between. */
    static String text(List<Double> numbers) {
        return numbers.stream().map(Double::toHexString).collect(Collectors.joining(" "));
    }

    /** @throws NumberFormatException when one is none */
    static List<Double> numbers(String text) {
        return text.isEmpty()
                ? List.of()
                : Stream.of(text.split(" ")).map(Double::valueOf).toList();
    }
}
