// SPDX-License-Identifier: Apache-2.0
package org.gradwright.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gradwright.compiler.graph.Precision;

/** Reads one question, from a file or standard input, and prints its answer. */
public final class Main {
    private Main() {}

    /** {@code [--float32] [FILE]}; exit status 1, with a line on standard error, when there is no answer. */
    public static void main(String[] args) {
        try {
            boolean single = args.length > 0 && args[0].equals("--float32");
            var engine = CompiledEngine.bytecode(single ? Precision.F32 : Precision.F64);
            String text = args.length > (single ? 1 : 0) ? file(args[args.length - 1]) : everything(System.in);
            System.out.println(Answer.to(Question.parse(text), engine));
        } catch (QuestionException | IOException e) {
            System.err.println("answer: " + e.getMessage());
            System.exit(1);
        }
    }

    private static String file(String name) throws IOException {
        try {
            return Files.readString(Path.of(name));
        } catch (IOException e) {
            throw new IOException("cannot read " + name + ": " + e.getMessage(), e);
        }
    }

    private static String everything(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
}
