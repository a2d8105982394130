// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gradwright.runtime.TrainingStep;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/** The classes of the runtime that others name, directly or through each other. */
final class RuntimeClasses {
    /** Of the internal names of all classes of the runtime, and of no others. */
    static final String PREFIX = "org/gradwright/runtime/";

    private final Map<String, byte[]> found = new TreeMap<>();
    private final Deque<byte[]> unread = new ArrayDeque<>();

    private RuntimeClasses() {}

    /** Class files by internal name. @param classes generated ones */
    static Map<String, byte[]> reachedFrom(Collection<byte[]> classes) {
        var reach = new RuntimeClasses();
        reach.unread.addAll(classes);
        while (!reach.unread.isEmpty()) {
            namesIn(reach.unread.pop()).forEach(reach::add);
        }
        return reach.found;
    }

    private void add(String name) {
        if (!found.containsKey(name)) {
            byte[] bytes = read(name);
            found.put(name, bytes);
            unread.push(bytes);
        }
    }

    /** Who renames everything in a class meets all names in it. */
    private static Set<String> namesIn(byte[] classFile) {
        var names = new TreeSet<String>();
        var collector = new Remapper(Opcodes.ASM9) {
            @Override
            public String map(String name) {
                if (name.startsWith(PREFIX)) {
                    names.add(name);
                }
                return name;
            }
        };
        new ClassReader(classFile).accept(new ClassRemapper(new ClassWriter(0), collector), ClassReader.SKIP_DEBUG);
        return names;
    }

    private static byte[] read(String name) {
        try (InputStream stream = TrainingStep.class.getResourceAsStream("/" + name + ".class")) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the runtime's class " + name + " cannot be read", e);
        }
    }
}
