// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.data;

import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.gradwright.runtime.data.DataException;

/**
 * A picture as numbers from 0 to 255, channel by channel, row by row. Transparency is passed over.
 *
 * @param values of length {@code channels * height * width}
 */
record Raster(int channels, int height, int width, float[] values) {
    private static final long MOST_PIXELS = 100_000_000;

    /** @throws DataException when the file is no sound picture, or a very large one */
    static Raster read(Path file, int channels) {
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            return of(decoded(file, in), channels);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private static BufferedImage decoded(Path file, ImageInputStream in) throws IOException {
        Iterator<ImageReader> readers = in == null ? null : ImageIO.getImageReaders(in);
        if (readers == null || !readers.hasNext()) {
            throw new DataException(file + ": is no picture that can be read; save it as PNG or JPEG");
        }
        ImageReader reader = readers.next();
        try {
            reader.setInput(in, true, true);
            reader.addIIOReadWarningListener((source, warning) -> requireWhole(file, warning));
            requireBounded(file, (long) reader.getWidth(0) * reader.getHeight(0));
            return reader.read(0);
        } catch (IllegalArgumentException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            throw new DataException(file + ": is damaged (" + e.getMessage() + ")", e);
        } finally {
            reader.dispose();
        }
    }

    /** The reader of JPEG goes on with grey where a file ends early, and only warns. */
    private static void requireWhole(Path file, String warning) {
        String lower = warning.toLowerCase(java.util.Locale.ROOT);
        if (lower.contains("truncated") || lower.contains("premature") || lower.contains("corrupt")) {
            throw new DataException(file + ": is damaged (" + warning + ")");
        }
    }

    private static void requireBounded(Path file, long pixels) {
        if (pixels > MOST_PIXELS) {
            throw new DataException(file + ": has " + pixels + " pixels, more than " + MOST_PIXELS + "; scale it down");
        }
    }

    static Raster of(BufferedImage image, int channels) {
        int pixels = image.getWidth() * image.getHeight();
        float[] values = new float[channels * pixels];
        for (int i = 0; i < pixels; i++) {
            int x = i % image.getWidth();
            int y = i / image.getWidth();
            if (isGrey(image)) {
                fill(values, i, pixels, grey(image, x, y));
            } else if (channels == 1) {
                values[i] = luminance(image.getRGB(x, y));
            } else {
                colours(values, i, pixels, image.getRGB(x, y));
            }
        }
        return new Raster(channels, image.getHeight(), image.getWidth(), values);
    }

    private static boolean isGrey(BufferedImage image) {
        return image.getColorModel() instanceof ComponentColorModel
                && image.getColorModel().getNumColorComponents() == 1;
    }

    /** The stored sample: {@link BufferedImage#getRGB} would take it for linear light and make it brighter. */
    private static float grey(BufferedImage image, int x, int y) {
        int most = (1 << image.getColorModel().getComponentSize(0)) - 1;
        return image.getRaster().getSample(x, y, 0) * 255f / most;
    }

    private static void fill(float[] values, int pixel, int pixels, float value) {
        for (int at = pixel; at < values.length; at += pixels) {
            values[at] = value;
        }
    }

    private static void colours(float[] values, int pixel, int pixels, int rgb) {
        for (int channel = 0; channel < 3; channel++) {
            values[channel * pixels + pixel] = rgb >> 16 - 8 * channel & 0xff;
        }
    }

    /** By ITU-R BT.601. */
    private static float luminance(int rgb) {
        return 0.299f * (rgb >> 16 & 0xff) + 0.587f * (rgb >> 8 & 0xff) + 0.114f * (rgb & 0xff);
    }

    /** Of another size, each channel resampled along its rows and its columns. */
    Raster scaled(int rows, int columns) {
        if (rows == height && columns == width) {
            return this;
        }
        var along = new Resampling(width, columns);
        var down = new Resampling(height, rows);
        float[] narrow = new float[channels * height * columns];
        for (int row = 0; row < channels * height; row++) {
            along.apply(values, row * width, 1, narrow, row * columns, 1);
        }
        float[] small = new float[channels * rows * columns];
        for (int channel = 0; channel < channels; channel++) {
            for (int x = 0; x < columns; x++) {
                down.apply(
                        narrow, channel * height * columns + x, columns, small, channel * rows * columns + x, columns);
            }
        }
        return new Raster(channels, rows, columns, small);
    }

    /** Rounds to bytes. */
    void copy(byte[] target, int at) {
        for (int i = 0; i < values.length; i++) {
            target[at + i] = (byte) Math.max(0, Math.min(255, Math.round(values[i])));
        }
    }
}
