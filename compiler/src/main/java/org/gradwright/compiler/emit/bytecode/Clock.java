// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit.bytecode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradwright.compiler.emit.Driver;
import org.gradwright.compiler.emit.KernelMethod;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.InstructionAdapter;

/** Instructions that note when kernels end, for classes that are measured. Classes that are used have none of them. */
final class Clock {
    /** The field that holds the times: the start, then the end of each kernel in the order of one driver. */
    private static final String TIMES = "TIMES";

    private final String owner;
    private final Map<String, Integer> places = new HashMap<>();
    private int count;

    private Clock(String owner) {
        this.owner = owner;
    }

    /** Notes nothing. */
    static Clock none() {
        return new Clock("");
    }

    /** Notes the times of a driver's kernels. @param owner the class that gets the field */
    static Clock of(Driver driver, String owner) {
        var clock = new Clock(owner);
        List<KernelMethod> kernels = driver.kernels();
        for (int i = 0; i < kernels.size(); i++) {
            clock.places.put(kernels.get(i).call(), i + 1);
        }
        clock.count = kernels.size() + 1;
        return clock;
    }

    /** Whether anything is noted. */
    boolean isRunning() {
        return !places.isEmpty();
    }

    void field(ClassWriter writer) {
        if (!places.isEmpty()) {
            int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
            writer.visitField(access, TIMES, "[J", null, null).visitEnd();
        }
    }

    void initialise(InstructionAdapter code) {
        if (!places.isEmpty()) {
            code.iconst(count);
            code.newarray(Type.LONG_TYPE);
            code.putstatic(owner, TIMES, "[J");
        }
    }

    /** The first kernel is about to run. */
    void start(InstructionAdapter code) {
        if (!places.isEmpty()) {
            note(code, 0);
        }
    }

    /** A kernel has just run. */
    void note(InstructionAdapter code, KernelMethod kernel) {
        if (places.containsKey(kernel.call())) {
            note(code, places.get(kernel.call()));
        }
    }

    private void note(InstructionAdapter code, int place) {
        code.getstatic(owner, TIMES, "[J");
        code.iconst(place);
        code.invokestatic("java/lang/System", "nanoTime", "()J", false);
        code.astore(Type.LONG_TYPE);
    }
}
