// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Nominal;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.kernel.Buffer;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Expr.Load;
import org.gradwright.compiler.kernel.Expr.Local;
import org.gradwright.compiler.kernel.Fn;
import org.gradwright.compiler.kernel.Scalar;
import org.gradwright.compiler.kernel.Sharing;
import org.gradwright.compiler.kernel.Stmt;
import org.gradwright.runtime.ProductBlock;

/**
 * Writes the loops of a group that is a large product of matrices for the plain form: block by block, the runtime computes
 * the sums, and loops over the block do what follows. An element is the same chain of multiply-adds as in any other form.
 */
final class ProductBuilder {
    /** With fewer multiply-adds than this copying costs too much. */
    private static final double LEAST = 1 << 15;

    /** Fewer columns fill no loop of vectors. */
    private static final double LEAST_COLUMNS = 32;

    /** From so many columns on, rows are rows: neighbours in the result are then neighbours in the block. */
    private static final double ENOUGH_COLUMNS = 256;

    private static final double LEAST_ROWS = 4;
    private static final double LEAST_DEPTH = 4;

    private static final Local FIRST_ROW = new Local("row", Scalar.INT);
    private static final Local FIRST_COLUMN = new Local("column", Scalar.INT);
    private static final Local SOME = new Local("some", Scalar.INT);
    private static final Local DEPTH = Indices.inner(0);
    private static final Local SUM = new Local("sum", Scalar.REAL);

    private final Nest nest;
    private final Group group;
    private final Part part;
    private final Tile tile;
    private final Unit unit;
    private final int rows;
    private final int columns;
    private final Size depth;

    private ProductBuilder(Nest nest, Part part, Size depth) {
        this.nest = nest;
        this.group = nest.group();
        this.part = part;
        this.tile = nest.scalars();
        this.unit = group.folds().get(0);
        this.depth = depth;
        int[] axes = group.contractionAxes();
        boolean narrow = isNarrow(group);
        this.rows = narrow ? axes[1] : axes[0];
        this.columns = narrow ? axes[0] : axes[1];
    }

    /**
     * The loops; none where the group is no such product.
     *
     * @param part what a call computes
     */
    static List<Stmt> build(Nest nest, Part part) {
        Group group = nest.group();
        if (group.folds().size() != 1 || group.contractionAxes() == null) {
            return List.of();
        }
        return OperandPacking.depth(group.folds().get(0))
                .map(depth -> new ProductBuilder(nest, part, depth).build())
                .orElse(List.of());
    }

    /** Whether the longer first axis takes the place of the columns. */
    private static boolean isNarrow(Group group) {
        int[] axes = group.contractionAxes();
        double wide = Nominal.of(group.space().get(axes[1]));
        return wide < Math.min(ENOUGH_COLUMNS, Nominal.of(group.space().get(axes[0])));
    }

    private double extent(int axis) {
        return Nominal.of(group.space().get(axis));
    }

    private List<Stmt> build() {
        double deep = Nominal.of(depth);
        boolean large = extent(rows) * extent(columns) * deep >= LEAST
                && extent(columns) >= LEAST_COLUMNS
                && extent(rows) >= LEAST_ROWS
                && deep >= LEAST_DEPTH;
        return large ? product().map(this::loops).orElse(List.of()) : List.of();
    }

    // ---- the product

    private Optional<Stmt.Product> product() {
        List<Expr> sum = tile.turn(unit, index(), inner(), List.of(SUM));
        boolean isProduct = sum.size() == 1
                && sum.get(0) instanceof Expr.Call call
                && call.fn() == Fn.FMA
                && call.args().get(2).equals(SUM);
        return isProduct ? product(sum.get(0).children()) : Optional.empty();
    }

    private List<Expr> index() {
        var index = new ArrayList<Expr>();
        for (int axis = 0; axis < group.space().size(); axis++) {
            index.add(Indices.outer(axis));
        }
        return index;
    }

    private List<Expr> inner() {
        return ((Lowering.Fold) unit.lowering())
                .extents().stream()
                        .<Expr>map(s -> s.is(1) ? Expr.whole(0) : DEPTH)
                        .toList();
    }

    /** Either factor may be the one that moves with the row. */
    private Optional<Stmt.Product> product(List<Expr> factors) {
        Expr a = factors.get(0);
        Expr b = factors.get(1);
        return operands(a, b).or(() -> operands(b, a));
    }

    private Optional<Stmt.Product> operands(Expr left, Expr right) {
        Local row = Indices.outer(rows);
        Local column = Indices.outer(columns);
        boolean apart = left instanceof Load a
                && right instanceof Load b
                && isZero(stride(a.index(), column))
                && isZero(stride(b.index(), row));
        if (!apart) {
            return Optional.empty();
        }
        Optional<Stmt.Operand> result = result();
        return matrix((Load) left, row, DEPTH).flatMap(l -> matrix((Load) right, DEPTH, column)
                .map(r -> new Stmt.Product(
                        l,
                        r,
                        result.orElse(block()),
                        end(rows, FIRST_ROW, ProductBlock.ROWS).minus(FIRST_ROW),
                        depth.expr(),
                        end(columns, FIRST_COLUMN, ProductBlock.COLUMNS).minus(FIRST_COLUMN),
                        result.isEmpty())));
    }

    private static Stmt.Operand block() {
        return new Stmt.Operand(Stmt.Product.BLOCK, Expr.whole(0), Expr.whole(ProductBlock.COLUMNS), Expr.whole(1));
    }

    /** Where the product itself is stored and nothing else is done, its place in memory. */
    private Optional<Stmt.Operand> result() {
        List<Buffer> targets = nest.targets(unit);
        if (group.units().size() > 1 || targets.size() != 1) {
            return Optional.empty();
        }
        Expr position = tile.lowerer().position(unit.index(index()), unit.node().shape());
        return matrix(new Load(targets.get(0), position), Indices.outer(rows), Indices.outer(columns))
                .filter(m -> m.along() instanceof Expr.Whole w && w.value() == 1);
    }

    /** A matrix in memory, from the block's first element on; none if it is not one. */
    private Optional<Stmt.Operand> matrix(Load load, Local row, Local column) {
        Expr down = stride(load.index(), row);
        Expr along = stride(load.index(), column);
        if (load.buffer().type() != Scalar.REAL || moves(down) || moves(along)) {
            return Optional.empty();
        }
        Expr first = Lanes.replace(load.index(), DEPTH, Expr.whole(0));
        first = Lanes.replace(first, Indices.outer(rows), FIRST_ROW);
        first = Lanes.replace(first, Indices.outer(columns), FIRST_COLUMN);
        return Optional.of(new Stmt.Operand(load.buffer(), normal(first), down, along));
    }

    private Expr stride(Expr place, Local index) {
        return normal(Lanes.replace(place, index, index.plus(Expr.whole(1))).minus(place));
    }

    private Expr normal(Expr expr) {
        return tile.indices().normalise(expr);
    }

    /** Whether it is not the same everywhere. */
    private static boolean moves(Expr stride) {
        return stride instanceof Local
                || stride instanceof Load
                || stride.children().stream().anyMatch(ProductBuilder::moves);
    }

    private static boolean isZero(Expr expr) {
        return expr instanceof Expr.Whole w && w.value() == 0;
    }

    // ---- the loops

    private List<Stmt> loops(Stmt.Product product) {
        var statements = new ArrayList<Stmt>();
        statements.add(product);
        if (product.hasEpilogue()) {
            statements.addAll(epilogue());
        }
        List<Stmt> nested = blocks(FIRST_ROW, rows, ProductBlock.ROWS, statements);
        nested = blocks(FIRST_COLUMN, columns, ProductBlock.COLUMNS, nested);
        for (int axis = group.space().size() - 1; axis >= 0; axis--) {
            if (axis != rows && axis != columns) {
                Bounds bounds = bounds(axis);
                nested = List.of(new Stmt.For(Indices.outer(axis), bounds.from(), bounds.to(), 1, nested));
            }
        }
        return Sharing.apply(tile.indices().table(), nested);
    }

    private List<Stmt> blocks(Local first, int axis, int step, List<Stmt> body) {
        Bounds bounds = bounds(axis);
        return List.of(new Stmt.For(first, bounds.from(), bounds.to(), step, body));
    }

    /** What follows the product, for each element of a block. */
    private List<Stmt> epilogue() {
        tile.readProduct(index -> index.get(rows)
                .minus(FIRST_ROW)
                .times(Expr.whole(ProductBlock.COLUMNS))
                .plus(index.get(columns).minus(FIRST_COLUMN)));
        List<List<Expr>> offsets =
                group.space().stream().map(s -> LoopBuilder.neighbours(1)).toList();
        List<Stmt> body = tile.at(index().toArray(Expr[]::new), offsets);
        Expr end = end(columns, FIRST_COLUMN, ProductBlock.COLUMNS);
        return rows < columns ? overRows(overColumns(FIRST_COLUMN, end, body)) : List.of(inBands(end, body));
    }

    /** Rows of the block are columns of the result: it goes there in bands, so that a line of cache is used up. */
    private Stmt inBands(Expr end, List<Stmt> body) {
        Expr bandEnd = Expr.call(Fn.MIN, SOME.plus(Expr.whole(LoopBuilder.BAND)), end);
        return new Stmt.For(SOME, FIRST_COLUMN, end, LoopBuilder.BAND, overRows(overColumns(SOME, bandEnd, body)));
    }

    private List<Stmt> overRows(List<Stmt> body) {
        Expr end = end(rows, FIRST_ROW, ProductBlock.ROWS);
        return List.of(new Stmt.For(Indices.outer(rows), FIRST_ROW, end, 1, body));
    }

    private List<Stmt> overColumns(Local from, Expr to, List<Stmt> body) {
        return List.of(new Stmt.For(Indices.outer(columns), from, to, 1, body));
    }

    private Expr end(int axis, Local first, int step) {
        return Expr.call(Fn.MIN, first.plus(Expr.whole(step)), bounds(axis).to());
    }

    private Bounds bounds(int axis) {
        return part.bounds(axis, group.space().get(axis));
    }
}
