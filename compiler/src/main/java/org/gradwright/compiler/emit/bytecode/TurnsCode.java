// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit.bytecode;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.ToIntFunction;
import org.gradwright.compiler.emit.Action;
import org.gradwright.compiler.graph.Size;
import org.objectweb.asm.Label;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.InstructionAdapter;

/** Loops around kernels. */
final class TurnsCode {
    private final InstructionAdapter code;
    private final DoorCode doors;
    private final ToIntFunction<String> slots;
    private final Deque<Loop> open = new ArrayDeque<>();

    /** Where a loop's turns begin, and what follows it. */
    private record Loop(Label turn, Label end) {}

    /** @param slots where the number of a turn is kept, by its name */
    TurnsCode(InstructionAdapter code, DoorCode doors, ToIntFunction<String> slots) {
        this.code = code;
        this.doors = doors;
        this.slots = slots;
    }

    void begin(Action.Turns turns) {
        int slot = slots.applyAsInt(turns.local());
        var loop = new Loop(new Label(), new Label());
        open.push(loop);
        if (turns.reverse()) {
            count(turns.count());
            code.iconst(1);
            code.sub(Type.INT_TYPE);
        } else {
            code.iconst(0);
        }
        code.store(slot, Type.INT_TYPE);
        code.mark(loop.turn());
        code.load(slot, Type.INT_TYPE);
        if (turns.reverse()) {
            code.iflt(loop.end());
        } else {
            count(turns.count());
            code.ificmpge(loop.end());
        }
    }

    private void count(Size turns) {
        doors.size(turns);
        code.cast(Type.LONG_TYPE, Type.INT_TYPE);
    }

    void end(Action.Again again) {
        Loop loop = open.pop();
        code.iinc(slots.applyAsInt(again.local()), again.reverse() ? -1 : 1);
        code.goTo(loop.turn());
        code.mark(loop.end());
    }
}
