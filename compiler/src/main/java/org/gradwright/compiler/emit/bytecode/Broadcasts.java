// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit.bytecode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Stmt;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.InstructionAdapter;

/**
 * Constants in all lanes, kept in a local where the statements of a block need them again. C2 would find them to be the same, but only
 * after it has inlined each call, and the number of calls that it inlines is limited.
 */
final class Broadcasts {
    private final InstructionAdapter code;
    private final ToIntFunction<Type> fresh;
    private final Map<Expr, Integer> uses = new HashMap<>();
    private final Map<Expr, Integer> slots = new HashMap<>();

    /**
     * The constants of a block, of which each statement runs whenever those before it do. Loops in it are blocks of their own: what
     * comes into a loop from outside is an object to code that is compiled while the loop runs.
     *
     * @param fresh the slot of a new local of a type
     */
    Broadcasts(List<Stmt> block, InstructionAdapter code, ToIntFunction<Type> fresh) {
        this.code = code;
        this.fresh = fresh;
        block.stream().filter(s -> !(s instanceof Stmt.For)).forEach(s -> s.expressions()
                .forEach(this::count));
    }

    private void count(Expr expr) {
        for (Expr child : expr.children()) {
            if (isConstant(child)) {
                uses.merge(child, 1, Integer::sum);
            } else if (child.varies()) {
                count(child);
            }
        }
    }

    private static boolean isConstant(Expr expr) {
        return expr instanceof Expr.Num || expr instanceof Expr.Whole;
    }

    /** Leaves a value in all lanes on the stack. @param broadcast leaves it there where no local has it */
    void value(Expr expr, Type type, Consumer<Expr> broadcast) {
        Integer slot = slots.get(expr);
        if (slot != null) {
            code.load(slot, type);
            return;
        }
        broadcast.accept(expr);
        if (uses.getOrDefault(expr, 0) > 1) {
            slots.put(expr, fresh.applyAsInt(type));
            code.dup();
            code.store(slots.get(expr), type);
        }
    }
}
