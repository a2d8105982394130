// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.inspect;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.gradwright.compiler.emit.bytecode.ClassFile;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.util.Textifier;
import org.objectweb.asm.util.TraceClassVisitor;

/** Bytecode as text, behind a list of the methods and their sizes. */
public final class ClassText {
    private ClassText() {}

    /** Everything in the class file, debugging information included. */
    public static String of(ClassFile file) {
        var text = new StringWriter();
        var out = new PrintWriter(text);
        file.methodSizes().forEach((method, size) -> out.println("// " + method + ": " + size + " bytes"));
        out.println();
        new ClassReader(file.bytes()).accept(new TraceClassVisitor(null, new Textifier(), out), 0);
        out.flush();
        return text.toString();
    }
}
