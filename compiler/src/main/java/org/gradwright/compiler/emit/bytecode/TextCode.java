// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit.bytecode;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Label;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.InstructionAdapter;

/** Long texts as constants. */
final class TextCode {
    private static final Type STRING = Type.getType(String.class);

    /** A constant is limited to 65,535 bytes; a line is at most half of that. */
    private static final int LONGEST = 1 << 15;

    private TextCode() {}

    /** Leaves an array of strings on the stack; joined by the separator they are all the lines. */
    static void chunks(InstructionAdapter code, List<String> lines, String separator) {
        List<String> chunks = chunks(lines, separator);
        code.iconst(chunks.size());
        code.newarray(STRING);
        for (int c = 0; c < chunks.size(); c++) {
            code.dup();
            code.iconst(c);
            code.aconst(chunks.get(c));
            code.astore(STRING);
        }
    }

    private static List<String> chunks(List<String> lines, String separator) {
        var chunks = new ArrayList<String>();
        var chunk = new StringBuilder();
        for (String line : lines) {
            if (chunk.length() > 0 && chunk.length() + line.length() > LONGEST) {
                chunks.add(chunk.toString());
                chunk.setLength(0);
            }
            chunk.append(chunk.length() > 0 ? separator : "").append(line);
        }
        chunks.add(chunk.toString());
        return chunks;
    }

    /** The body of a method that returns the texts of a number, given as its argument. */
    static void byNumber(InstructionAdapter code, List<List<String>> texts, String separator) {
        for (int number = 0; number < texts.size(); number++) {
            Label next = new Label();
            code.load(1, Type.INT_TYPE);
            code.iconst(number);
            code.ificmpne(next);
            chunks(code, texts.get(number), separator);
            code.areturn(Type.getType(String[].class));
            code.mark(next);
        }
        code.aconst(null);
        code.areturn(Type.getType(String[].class));
    }
}
