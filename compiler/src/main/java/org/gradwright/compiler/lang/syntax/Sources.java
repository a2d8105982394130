// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.syntax;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Diagnostics;
import org.gradwright.compiler.lang.diagnostic.SourceFile;
import org.gradwright.compiler.lang.diagnostic.Span;

/** Brings source files in: UTF-8, at most 1 MiB. */
public final class Sources {
    private static final char REPLACEMENT = '\uFFFD';

    private Sources() {}

    /**
     * Reads a file.
     *
     * @param name how messages call it
     * @return nothing if it cannot be read, is too large or is not UTF-8, which is then reported
     */
    public static Optional<SourceFile> read(Path path, String name, Diagnostics diagnostics) {
        try (InputStream stream = Files.newInputStream(path)) {
            return decode(name, stream.readNBytes(Limits.FILE_BYTES + 1), diagnostics);
        } catch (IOException | SecurityException e) {
            diagnostics.add(unreadable(name, path, e));
            return Optional.empty();
        }
    }

    /** Makes a source file of bytes; nothing if they are too many or not UTF-8, which is then reported. */
    public static Optional<SourceFile> decode(String name, byte[] bytes, Diagnostics diagnostics) {
        if (bytes.length > Limits.FILE_BYTES) {
            diagnostics.add(tooLarge(new SourceFile(name, ""), bytes.length));
            return Optional.empty();
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return Optional.of(new SourceFile(name, text));
        } catch (CharacterCodingException e) {
            diagnostics.add(notUtf8(new SourceFile(name, new String(bytes, StandardCharsets.UTF_8))));
            return Optional.empty();
        }
    }

    static Diagnostic tooLarge(SourceFile file, int bytes) {
        return Diagnostic.error("G0002", start(file), "a file has at most 1 MiB (" + Limits.FILE_BYTES + " bytes)")
                .help("split it with `include`; numbers belong into data files");
    }

    private static Diagnostic unreadable(String name, Path path, Exception cause) {
        SourceFile file = new SourceFile(name, "");
        String reason = cause instanceof NoSuchFileException || Files.notExists(path)
                ? "there is no such file"
                : Files.isDirectory(path) ? "it is a folder" : "it cannot be read";
        return Diagnostic.error("G0001", start(file), reason).help("look at the path and the rights of " + name);
    }

    private static Diagnostic notUtf8(SourceFile file) {
        int offset = Math.max(0, file.text().indexOf(REPLACEMENT));
        String before = file.text().substring(0, offset);
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        int column = before.codePointCount(before.lastIndexOf('\n') + 1, offset) + 1;
        return Diagnostic.error("G0003", Span.onLine(file, line, column, column + 1), "the text is not UTF-8")
                .help("save the file as UTF-8");
    }

    private static Span start(SourceFile file) {
        return Span.onLine(file, 1, 1, 2);
    }
}
