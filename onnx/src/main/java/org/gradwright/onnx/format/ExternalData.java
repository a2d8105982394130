// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.format;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/** The files beside a model in which the data of tensors may lie: those in its folder and below, and no others. */
record ExternalData(Path folder) {
    /** Of a model whose folder is unknown. */
    static final ExternalData NONE = new ExternalData(null);

    /**
     * The data of a tensor.
     *
     * @param entries {@code location}, and perhaps {@code offset} and {@code length}, as the tensor names them
     * @param count how many bytes the tensor has
     * @throws OnnxException when the file is missing, too short, or outside the folder
     */
    ByteString bytes(String tensor, Map<String, String> entries, long count) {
        String what = "tensor `" + tensor + "`";
        Path file = file(what, entries.getOrDefault("location", ""));
        long offset = number(what, entries.getOrDefault("offset", "0"));
        long length = number(what, entries.getOrDefault("length", Long.toString(count)));
        if (length != count || count > Integer.MAX_VALUE - 8) {
            throw new OnnxException(what + " has " + length + " bytes of data, not " + count);
        }
        try (FileChannel channel = FileChannel.open(file)) {
            if (offset > channel.size() - count) {
                throw new OnnxException(what + " lies beyond the end of " + file.getFileName() + ", at " + offset);
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) count);
            while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) >= 0) {}
            return ByteString.copyFrom(bytes.flip());
        } catch (IOException e) {
            throw new OnnxException(what + ": cannot read " + file.getFileName() + " beside the model", e);
        }
    }

    private static long number(String what, String text) {
        try {
            long number = Long.parseLong(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new OnnxException(what + " lies in another file at `" + text + "`, which is no place", e);
        }
        throw new OnnxException(what + " lies in another file at " + text + ", which is no place");
    }

    private Path file(String what, String location) {
        if (folder == null) {
            throw new OnnxException(what + " lies in another file: read the model from its own file");
        }
        try {
            Path root = folder.toRealPath();
            Path file = root.resolve(location).normalize();
            if (!file.startsWith(root) || !Files.isRegularFile(file)) {
                throw new OnnxException(what + " lies in `" + location + "`, which is no file in the model's folder");
            }
            if (!file.toRealPath().startsWith(root)) {
                throw new OnnxException(what + " lies in `" + location + "`, a link that leaves the model's folder");
            }
            return file;
        } catch (IOException | InvalidPathException e) {
            throw new OnnxException(what + " lies in `" + location + "`, which cannot be read", e);
        }
    }
}
