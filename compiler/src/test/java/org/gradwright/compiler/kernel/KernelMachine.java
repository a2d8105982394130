// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.kernel;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradwright.compiler.kernel.Stmt.Assign;
import org.gradwright.compiler.kernel.Stmt.For;
import org.gradwright.compiler.kernel.Stmt.Let;
import org.gradwright.compiler.kernel.Stmt.Store;
import org.gradwright.compiler.kernel.Stmt.Var;

/** Runs statements one by one: slow and obvious. */
final class KernelMachine {
    private final Map<Expr, Double> values = new HashMap<>();
    private final Map<Buffer, double[]> memory;

    KernelMachine(Map<Buffer, double[]> memory) {
        this.memory = memory;
    }

    KernelMachine give(Expr given, double value) {
        values.put(given, value);
        return this;
    }

    void run(List<Stmt> statements) {
        statements.forEach(this::run);
    }

    private void run(Stmt statement) {
        if (statement instanceof For loop) {
            for (int i = (int) value(loop.from()); i < value(loop.to()); i += loop.step()) {
                values.put(loop.index(), (double) i);
                run(loop.body());
            }
        } else if (statement instanceof Let let) {
            values.put(let.local(), value(let.value()));
        } else if (statement instanceof Var variable) {
            values.put(variable.local(), value(variable.initial()));
        } else if (statement instanceof Assign assign) {
            values.put(assign.local(), value(assign.value()));
        } else if (statement instanceof Store store) {
            memory.get(store.buffer())[(int) value(store.index())] = value(store.value());
        }
    }

    double value(Expr expr) {
        return new ScalarEvaluator(this::leaf).evaluate(expr);
    }

    private double leaf(Expr leaf) {
        if (leaf instanceof Expr.Load load) {
            return memory.get(load.buffer())[(int) value(load.index())];
        }
        return values.get(leaf);
    }
}
