// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/**
 * Generated classes that need nothing but Java: with them go those classes of the runtime that they reach, under another package
 * name, so that they meet neither the runtime itself nor that of another model.
 */
public final class Standalone {
    private static final String NOTICE = """
            Gradwright
            Copyright the Gradwright authors

            The package %s is a part of Gradwright's runtime under another name.
            Licensed under the Apache License, Version 2.0: see META-INF/LICENSE.
            """;

    private final String runtime;

    private Standalone(String packageName) {
        this.runtime = packageName.isEmpty() ? "gradwright/" : packageName.replace('.', '/') + "/gradwright/";
    }

    /**
     * All files, by path: classes, licence and notice.
     *
     * @param classes generated ones by path
     * @param packageName theirs; the runtime goes to the package {@code gradwright} below it
     */
    public static Map<String, byte[]> files(Map<String, byte[]> classes, String packageName) {
        var standalone = new Standalone(packageName);
        var files = new LinkedHashMap<String, byte[]>();
        classes.forEach((path, bytes) -> files.put(path, standalone.renamed(bytes, 0)));
        RuntimeClasses.reachedFrom(classes.values())
                .forEach((name, bytes) -> files.put(
                        standalone.place(name) + ".class", standalone.renamed(bytes, ClassReader.SKIP_DEBUG)));
        files.put("META-INF/LICENSE", licence());
        files.put("META-INF/NOTICE", standalone.notice().getBytes(StandardCharsets.UTF_8));
        return Collections.unmodifiableMap(files);
    }

    private String place(String name) {
        return name.startsWith(RuntimeClasses.PREFIX) ? runtime + name.substring(RuntimeClasses.PREFIX.length()) : name;
    }

    private byte[] renamed(byte[] classFile, int flags) {
        var writer = new ClassWriter(0);
        var names = new Remapper(Opcodes.ASM9) {
            @Override
            public String map(String name) {
                return place(name);
            }
        };
        new ClassReader(classFile).accept(new ClassRemapper(writer, names), flags);
        return writer.toByteArray();
    }

    private String notice() {
        return NOTICE.formatted(runtime.substring(0, runtime.length() - 1).replace('/', '.'));
    }

    private static byte[] licence() {
        try (InputStream stream = Standalone.class.getResourceAsStream("LICENSE")) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the licence cannot be read", e);
        }
    }
}
