// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.data;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntBinaryOperator;
import javax.imageio.ImageIO;

/** Picture files for tests. */
final class PictureFiles {
    private PictureFiles() {}

    /** A picture whose pixels are computed from x and y; grey samples, or red, green and blue. */
    static Path write(Path file, int height, int width, int type, IntBinaryOperator pixel) {
        var image = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (type == BufferedImage.TYPE_BYTE_GRAY) {
                    image.getRaster().setSample(x, y, 0, pixel.applyAsInt(x, y));
                } else {
                    image.setRGB(x, y, pixel.applyAsInt(x, y));
                }
            }
        }
        return write(file, image);
    }

    private static Path write(Path file, BufferedImage image) {
        String name = file.toString();
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, name.substring(name.lastIndexOf('.') + 1).replace("jpeg", "jpg"), bytes);
            Files.createDirectories(file.getParent());
            return Files.write(file, bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A grey square of one shade. */
    static Path grey(Path file, int size, int shade) {
        return write(file, size, size, BufferedImage.TYPE_BYTE_GRAY, (x, y) -> shade);
    }
}
