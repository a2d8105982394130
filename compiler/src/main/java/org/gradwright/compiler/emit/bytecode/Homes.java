// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit.bytecode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradwright.compiler.emit.Action;
import org.gradwright.compiler.emit.KernelMethod;
import org.gradwright.compiler.emit.StepClass;

/**
 * Which class has which kernels. Most models are one class; where there are more kernels than its constants can name, they lie in
 * further classes, {@code Mnist$Kernels1} and so on, in the order of their use, with the parts of programs that call them.
 */
final class Homes {
    /** A call of a kernel is so much less of a class than the kernel. */
    private static final int CALLS = 5;

    private final String self;
    private final List<Home> further = new ArrayList<>();
    private final Map<String, String> owners = new HashMap<>();

    /** A class of kernels. @param owner its internal name */
    record Home(String owner, List<KernelMethod> kernels, List<Action.Part> parts) {
        int calls() {
            return parts.stream().mapToInt(p -> p.kernels().size()).sum();
        }
    }

    private Homes(String self) {
        this.self = self;
    }

    /** A class that has all its kernels. @param self its internal name */
    static Homes one(String self) {
        return new Homes(self);
    }

    /** Where the kernels of a model are. @param most what one class holds, by {@link KernelMethod#weight} */
    static Homes of(StepClass step, int most) {
        var homes = new Homes(step.qualifiedName().replace('.', '/'));
        List<KernelMethod> kernels = step.kernels();
        List<Action.Part> parts = step.parts();
        int calls = parts.stream().mapToInt(p -> p.kernels().size()).sum();
        int weight = kernels.stream().mapToInt(KernelMethod::weight).sum();
        if (weight > most || calls > CALLS * most) {
            homes.spread(kernels, most / 2);
            parts.forEach(p -> homes.add(p, CALLS * most));
        }
        return homes;
    }

    private void spread(List<KernelMethod> kernels, int size) {
        int room = 0;
        for (KernelMethod kernel : kernels) {
            if (room < kernel.weight()) {
                another();
                room = size;
            }
            room -= kernel.weight();
            Home home = further.get(further.size() - 1);
            home.kernels().add(kernel);
            owners.put(kernel.name(), home.owner());
        }
    }

    /** A part lies with its first kernel, or where there is room. */
    private void add(Action.Part part, int most) {
        String owner = owner(part.kernels().get(0).name());
        Home first = further.stream()
                .filter(h -> h.owner().equals(owner))
                .findFirst()
                .orElseThrow();
        Home last = further.get(further.size() - 1);
        Home home = first.calls() < most ? first : last.calls() < most ? last : another();
        home.parts().add(part);
        owners.put(part.name(), home.owner());
    }

    private Home another() {
        var home = new Home(self + "$Kernels" + (further.size() + 1), new ArrayList<>(), new ArrayList<>());
        further.add(home);
        return home;
    }

    /** The model's class itself. */
    String self() {
        return self;
    }

    /** The classes beside the model's own. */
    List<Home> further() {
        return further;
    }

    /** The class that has a kernel, or a part of a program. */
    String owner(String method) {
        return owners.getOrDefault(method, self);
    }
}
