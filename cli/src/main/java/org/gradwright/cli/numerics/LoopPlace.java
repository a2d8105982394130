// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.numerics;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gradwright.compiler.scan.ScanKey;

/**
 * A turn of each of the loops that are around a value, the outermost first.
 *
 * @param turns none for what is computed outside loops
 */
record LoopPlace(List<Turn> turns) {
    static final LoopPlace OUTSIDE = new LoopPlace(List.of());

    LoopPlace {
        turns = List.copyOf(turns);
    }

    /**
     * A turn of a loop.
     *
     * @param part of the sequences that it goes through, from 0
     * @param parts how many there are
     */
    record Turn(ScanKey loop, int part, int parts) {}

    /** The place in a loop that is in this one. */
    LoopPlace in(Turn turn) {
        var more = new ArrayList<>(turns);
        more.add(turn);
        return new LoopPlace(more);
    }

    /** The loops. */
    Set<ScanKey> loops() {
        Set<ScanKey> loops = new LinkedHashSet<>();
        turns.forEach(turn -> loops.add(turn.loop()));
        return loops;
    }

    /** The turn of a loop, if it is one of these. */
    Optional<Turn> of(ScanKey loop) {
        return turns.stream().filter(turn -> turn.loop() == loop).findFirst();
    }
}
