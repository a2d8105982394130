// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit.bytecode;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** A generated class. It may be written when its content is first asked for; for all threads that happens once. */
public final class ClassFile {
    private final String name;
    private Supplier<Content> writing;
    private Content content;

    /** @param methodSizes the length of each method's bytecode */
    record Content(byte[] bytes, Map<String, Integer> methodSizes) {
        Content {
            methodSizes = Collections.unmodifiableMap(new LinkedHashMap<>(methodSizes));
        }
    }

    /** A class that is written already. */
    ClassFile(String name, Content content) {
        this.name = name;
        this.content = content;
    }

    /** A class that is written when it is needed. */
    ClassFile(String name, Supplier<Content> writing) {
        this.name = name;
        this.writing = writing;
    }

    /** The qualified name, with dots. */
    public String name() {
        return name;
    }

    /** The class file. */
    public byte[] bytes() {
        return content().bytes();
    }

    /** The length of each method's bytecode; HotSpot never compiles one of 8,000 bytes or more. */
    public Map<String, Integer> methodSizes() {
        return content().methodSizes();
    }

    /** The size of the largest method. */
    public int largestMethod() {
        return methodSizes().values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** What the class is written from is let go. */
    private synchronized Content content() {
        if (content == null) {
            content = writing.get();
            writing = null;
        }
        return content;
    }
}
