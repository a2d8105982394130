// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.kernel;

import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Makes equal expressions identical, in time linear in the size of the DAG. */
public final class ExprTable {
    /** Compilation of a small model takes as long as the JVM needs to warm up: no streams, and no equality made by it. */
    private static final class Key {
        private final Object head;
        private final int[] children;
        private final int hash;

        Key(Object head, int[] children) {
            this.head = head;
            this.children = children;
            this.hash = 31 * head.hashCode() + Arrays.hashCode(children);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && head.equals(key.head) && Arrays.equals(children, key.children);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    /** An expression that stands for all that are equal to it. */
    private record Entry(Expr expr, int id) {}

    private final Map<Expr, Entry> canonical = new IdentityHashMap<>();
    private final Map<Key, Entry> table = new HashMap<>();

    /** The one expression that stands for all that are equal to this. */
    public Expr intern(Expr expr) {
        return entry(expr).expr();
    }

    /** A number that equal expressions have in common. */
    public int id(Expr expr) {
        return entry(expr).id();
    }

    private Entry entry(Expr expr) {
        Entry known = canonical.get(expr);
        if (known != null) {
            return known;
        }
        Expr rebuilt = expr.mapChildren(this::intern);
        Entry result = rebuilt == expr ? null : canonical.get(rebuilt);
        if (result == null) {
            Key key = key(rebuilt);
            result = table.get(key);
            if (result == null) {
                result = new Entry(rebuilt, table.size());
                table.put(key, result);
            }
            canonical.put(rebuilt, result);
        }
        if (rebuilt != expr) {
            canonical.put(expr, result);
        }
        return result;
    }

    private Key key(Expr expr) {
        // Simplification on construction may have replaced the children: intern again, they are canonical or new
        // leaves.
        List<Expr> subexpressions = expr.children();
        int[] children = new int[subexpressions.size()];
        for (int i = 0; i < children.length; i++) {
            children[i] = id(subexpressions.get(i));
        }
        if (expr instanceof Expr.Call call) {
            return new Key(call.fn(), children);
        }
        return expr instanceof Expr.Load load
                ? new Key(List.of(load.buffer(), load.varies()), children)
                : new Key(leaf(expr), children);
    }

    /** Tells 0.0 from -0.0 and a NaN from itself not, which {@code double} equality would not. */
    private static Object leaf(Expr expr) {
        return expr instanceof Expr.Num n ? List.of(Double.doubleToLongBits(n.value()), n.type()) : expr;
    }
}
