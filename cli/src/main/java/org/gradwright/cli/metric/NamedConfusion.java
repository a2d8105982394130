// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.metric;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A confusion matrix with the names of its classes.
 *
 * @param names as many as there are classes
 */
public record NamedConfusion(ConfusionMatrix matrix, List<String> names) {
    public NamedConfusion {
        names = List.copyOf(names);
    }

    /** Classes without names, or with names for others, are called by their numbers. */
    public static NamedConfusion of(ConfusionMatrix matrix, List<String> names) {
        return new NamedConfusion(
                matrix,
                names.size() == matrix.classes()
                        ? names
                        : IntStream.range(0, matrix.classes())
                                .mapToObj(Integer::toString)
                                .toList());
    }
}
