// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.plan;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.gradwright.compiler.fuse.BufferInfo;
import org.gradwright.compiler.fuse.KernelProgram;
import org.gradwright.compiler.fuse.Split;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.kernel.Buffer;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Expr.Call;
import org.gradwright.compiler.kernel.Expr.Given;
import org.gradwright.compiler.kernel.Expr.Local;
import org.gradwright.compiler.kernel.Fn;
import org.gradwright.compiler.kernel.Givens;
import org.gradwright.compiler.kernel.Kernel;
import org.gradwright.compiler.kernel.Scalar;
import org.gradwright.compiler.kernel.ScalarEvaluator;
import org.gradwright.compiler.kernel.Stmt;

/**
 * How much a program does for given free sizes.
 *
 * @param operations on real numbers, as the kernels are written: an arithmetic operation, a comparison or a function such as
 *     exp counts one, a fused multiply-add two
 * @param bytes that must at least move: each kernel reads and writes each of its buffers once
 */
public record Work(long operations, long bytes) {
    private static final int INT_BYTES = 4;

    /** Counts a program's work. @param sizes every free size of the program */
    public static Work of(KernelProgram program, Precision precision, Map<String, Integer> sizes) {
        return program.kernels().stream()
                .map(kernel -> of(kernel, program, precision, sizes))
                .reduce(new Work(0, 0), Work::plus);
    }

    /** Counts one kernel's work. @param program that it belongs to */
    public static Work of(Kernel kernel, KernelProgram program, Precision precision, Map<String, Integer> sizes) {
        Kernel plain = kernel.plain();
        long bytes = bytes(plain.reads(), program, precision, sizes) + bytes(plain.writes(), program, precision, sizes);
        Map<String, Integer> given = given(program.splits().get(kernel.name()), sizes);
        long turns = turns(kernel, program, sizes);
        return new Work(turns * new Counter(given).block(kernel.body()), turns * bytes);
    }

    private static long turns(Kernel kernel, KernelProgram program, Map<String, Integer> sizes) {
        int number = program.kernels().indexOf(kernel);
        return program.repeats().stream()
                .filter(r -> r.contains(number))
                .mapToLong(r -> r.turns().evaluate(sizes))
                .reduce(1, (a, b) -> a * b);
    }

    private Work plus(Work other) {
        return new Work(operations + other.operations, bytes + other.bytes);
    }

    /** The free sizes, and the range of a kernel that could be computed in parts: all of it. */
    private static Map<String, Integer> given(Split split, Map<String, Integer> sizes) {
        var given = new HashMap<String, Integer>(sizes);
        if (split != null) {
            given.put(Givens.from().name(), 0);
            given.put(Givens.to().name(), Math.toIntExact(split.extent().evaluate(sizes)));
        }
        return given;
    }

    private static long bytes(
            Set<Buffer> buffers, KernelProgram program, Precision precision, Map<String, Integer> sizes) {
        long bytes = 0;
        for (Buffer buffer : buffers) {
            BufferInfo info = program.buffers().get(buffer);
            long count = info.count().evaluate(sizes);
            bytes += count * (buffer.type() == Scalar.REAL && precision == Precision.F64 ? Double.BYTES : INT_BYTES);
        }
        return bytes;
    }

    /** Walks through one kernel's loops; loops whose bounds depend on an outer index are walked turn by turn. */
    private static final class Counter {
        private final Map<String, Integer> sizes;
        private final Map<String, Double> locals = new HashMap<>();

        Counter(Map<String, Integer> sizes) {
            this.sizes = sizes;
        }

        long block(List<Stmt> statements) {
            long count = 0;
            for (Stmt statement : statements) {
                remember(statement);
                count += statement instanceof Stmt.For loop ? loop(loop) : ownOperations(statement);
            }
            return count;
        }

        /** Where a loop ends may have a name. */
        private void remember(Stmt statement) {
            if (statement instanceof Stmt.Let let
                    && let.local().type() == Scalar.INT
                    && mentions(let.value(), e -> e instanceof Expr.Load || isUnknown(e))
                            .isEmpty()) {
                locals.put(let.local().name(), new ScalarEvaluator(this::leaf).evaluate(let.value()));
            }
        }

        private boolean isUnknown(Expr leaf) {
            return leaf instanceof Local local && !locals.containsKey(local.name())
                    || leaf instanceof Given given && !sizes.containsKey(given.name());
        }

        private long loop(Stmt.For loop) {
            long from = whole(loop.from());
            long to = whole(loop.to());
            long turns = Math.max(0, (to - from + loop.step() - 1) / loop.step());
            if (turns > 0
                    && !boundsDepend(
                            loop.body(), new HashSet<>(Set.of(loop.index().name())))) {
                locals.put(loop.index().name(), (double) from);
                return turns * block(loop.body());
            }
            long count = 0;
            for (long i = from; i < to; i += loop.step()) {
                locals.put(loop.index().name(), (double) i);
                count += block(loop.body());
            }
            return count;
        }

        /** Whether an inner loop runs from or to something that the index, or a value named after it, decides. */
        private static boolean boundsDepend(List<Stmt> body, Set<String> changing) {
            for (Stmt statement : body) {
                if (statement instanceof Stmt.Let let && changes(let.value(), changing)) {
                    changing.add(let.local().name());
                }
                if (statement instanceof Stmt.For inner
                        && (changes(inner.from(), changing)
                                || changes(inner.to(), changing)
                                || boundsDepend(inner.body(), changing))) {
                    return true;
                }
            }
            return false;
        }

        private static boolean changes(Expr expr, Set<String> changing) {
            return mentions(expr, e -> e instanceof Local local && changing.contains(local.name()))
                    .isPresent();
        }

        private static Optional<Expr> mentions(Expr expr, Predicate<Expr> wanted) {
            return wanted.test(expr)
                    ? Optional.of(expr)
                    : expr.children().stream()
                            .map(child -> mentions(child, wanted))
                            .flatMap(Optional::stream)
                            .findFirst();
        }

        private long whole(Expr bound) {
            return (long) new ScalarEvaluator(this::leaf).evaluate(bound);
        }

        private double leaf(Expr leaf) {
            if (leaf instanceof Given given && sizes.containsKey(given.name())) {
                return sizes.get(given.name());
            }
            if (leaf instanceof Local local && locals.containsKey(local.name())) {
                return locals.get(local.name());
            }
            throw new IllegalArgumentException("a loop ends at " + leaf + ", which no size tells");
        }

        private static long ownOperations(Stmt statement) {
            Set<Expr> seen = Collections.newSetFromMap(new IdentityHashMap<>());
            return statement.expressions().stream()
                    .mapToLong(e -> operations(e, seen))
                    .sum();
        }

        private static long operations(Expr expr, Set<Expr> seen) {
            if (!seen.add(expr)) {
                return 0;
            }
            long own = expr instanceof Call call && isReal(call) ? weight(call.fn()) : 0;
            return own
                    + expr.children().stream()
                            .mapToLong(c -> operations(c, seen))
                            .sum();
        }

        private static boolean isReal(Call call) {
            Scalar type = call.args().get(0).type();
            return type == Scalar.REAL || type == Scalar.DOUBLE;
        }

        private static long weight(Fn fn) {
            return switch (fn) {
                case FMA -> 2;
                case TO_REAL, TO_INT, SELECT, CHECKED -> 0;
                default -> 1;
            };
        }
    }
}
