// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nominal;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.kernel.Buffer;

/**
 * A product of matrices and the one loop that reads it: they are computed band by band, so that the product is read while it
 * is in cache and never needs memory of its full size. A gradient of weights and the optimiser's update are such a pair.
 *
 * @param product computes {@code value} and nothing else
 * @param reader reads each element of it once, in a flat loop
 */
record Band(Group product, Group reader, Node value) {
    /** A smaller product stays in cache as a whole. */
    private static final double LEAST_ELEMENTS = 1 << 16;

    /** A larger operand in the lanes would come from memory again for each band. */
    private static final double MOST_OPERAND = 1 << 22;

    /** How many elements of the product are in cache together. */
    private static final long ELEMENTS = 24_576;

    /** At most so many threads have a band each. */
    private static final long MOST_BANDS = 16;

    /** The elements of a part are whole vectors. */
    private static final int WIDEST = 16;

    /**
     * The pair of a group and one that it reads, if there is such a pair and the other may be computed so late.
     *
     * @param targets where units write
     * @param order the groups as they would run one by one
     */
    static Optional<Band> of(
            Group reader, Ordering ordering, Map<Unit, List<Buffer>> targets, BufferTable table, List<Group> order) {
        for (Node node : reader.readNodes()) {
            Optional<Band> band = ordering.writer(node)
                    .filter(writer -> writer != reader && ordering.isOnlyReader(reader, node))
                    .map(writer -> new Band(writer, reader, node))
                    .filter(b ->
                            b.fits() && b.isOnlyResult(targets, table) && ordering.canWait(b.product, reader, order));
            if (band.isPresent()) {
                return band;
            }
        }
        return Optional.empty();
    }

    private boolean fits() {
        int[] axes = product.contractionAxes();
        return axes != null
                && value.shape().count().isKnown()
                && product.space().equals(reader.space())
                && reader.isFlat()
                && reader.readsInPlace(value)
                && value.shape().count().known() >= LEAST_ELEMENTS
                && depth() * row().known() <= MOST_OPERAND;
    }

    private double depth() {
        return product.folds().stream()
                .mapToDouble(f -> Nominal.product(((Lowering.Fold) f.lowering()).extents()))
                .max()
                .orElse(1);
    }

    private boolean isOnlyResult(Map<Unit, List<Buffer>> targets, BufferTable table) {
        var written = new ArrayList<Buffer>();
        product.units().forEach(u -> written.addAll(targets.getOrDefault(u, List.of())));
        return written.size() == 1 && table.isTemporary(written.get(0));
    }

    /** How many rows the product has. */
    Size rows() {
        return product.space().get(0);
    }

    /** How many elements a row has. */
    Size row() {
        return Size.of(value.shape().count().known() / rows().known());
    }

    /** A part begins at a multiple of so many rows: whole tiles, and whole vectors of the flat loop. */
    int granule() {
        int granule = product.contractionAxes()[0] == 0 ? Panels.TALLEST : 1;
        while (granule * row().known() % WIDEST != 0) {
            granule *= 2;
        }
        return granule;
    }

    /** How many rows are computed at a time. */
    int height() {
        long granules = ELEMENTS / (granule() * row().known());
        return (int) (granule() * Math.max(1, granules));
    }

    /** How many threads can have a band at the same time. */
    int bands() {
        return (int) Math.max(1, Math.min(MOST_BANDS, rows().known() / height()));
    }

    /** How many elements all bands have that are in memory together. */
    Size count() {
        return row().times((long) height() * bands());
    }
}
