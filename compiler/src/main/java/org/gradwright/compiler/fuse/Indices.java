// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.gradwright.compiler.kernel.Affine;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Expr.Local;
import org.gradwright.compiler.kernel.ExprTable;
import org.gradwright.compiler.kernel.Scalar;

/** The loop indices of one kernel and the normal form of what is computed from them. */
final class Indices {
    private static final int INNER = 100;

    private final ExprTable table = new ExprTable();
    private final Affine affine = new Affine(table, this::depth);
    private final Map<Expr, Integer> depths = new IdentityHashMap<>();

    /** The index of a parallel loop; {@code axis} counts the axes longer than 1. */
    static Local outer(int axis) {
        return new Local("i" + axis, Scalar.INT);
    }

    /** The index of a reduction loop. */
    static Local inner(int axis) {
        return new Local("k" + axis, Scalar.INT);
    }

    private int depth(Expr atom) {
        if (atom instanceof Local local) {
            return isIndex(local.name()) ? loopDepth(local.name()) : INNER;
        }
        Integer known = depths.get(atom);
        if (known == null) {
            known = 0;
            for (Expr child : atom.children()) {
                known = Math.max(known, depth(child));
            }
            depths.put(atom, known);
        }
        return known;
    }

    /** Whether a name is a letter of loops and a number. */
    private static boolean isIndex(String name) {
        for (int i = 1; i < name.length(); i++) {
            if (name.charAt(i) < '0' || name.charAt(i) > '9') {
                return false;
            }
        }
        return name.length() > 1 && (name.charAt(0) == 'i' || name.charAt(0) == 'k');
    }

    private static int loopDepth(String name) {
        return 1 + Integer.parseInt(name.substring(1)) + (name.startsWith("k") ? INNER : 0);
    }

    ExprTable table() {
        return table;
    }

    int id(Expr expr) {
        return table.id(expr);
    }

    Expr normalise(Expr position) {
        return affine.normalise(position);
    }

    /** A position as a linear expression of a leaf, if it is one. */
    Optional<Affine.Linear> linear(Expr position, Expr leaf) {
        return affine.linear(position, leaf);
    }

    /** Whether neighbours along an axis are neither the same element nor neighbours in memory. */
    boolean runsAcross(Expr position, int axis) {
        Local index = outer(axis);
        Optional<Affine.Linear> linear = linear(position, index);
        if (linear.isPresent()) {
            return linear.get().factor() < 0 || linear.get().factor() > 1;
        }
        Expr next = Lanes.replace(position, index, index.plus(Expr.whole(1)));
        Expr stride = normalise(next.minus(position));
        return !(stride instanceof Expr.Whole w && (w.value() == 0 || w.value() == 1));
    }

    boolean same(Expr a, Expr b) {
        return normalise(a) == normalise(b);
    }
}
