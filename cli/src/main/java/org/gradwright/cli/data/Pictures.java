// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.data;

import java.nio.file.Path;
import java.util.List;
import org.gradwright.runtime.data.DataException;

/**
 * Reads pictures into one array, [pictures, channels, height, width], a byte from 0 to 255 each.
 *
 * @param height to scale to; 0 for that of the first picture, which all others must have
 * @param width likewise
 * @param channels 1 for shades of grey, 3 for red, green and blue
 */
record Pictures(int height, int width, int channels) {
    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    /** @throws DataException naming the picture that cannot be read or has another size, or when memory does not suffice */
    Numbers read(List<ImageFolder.Picture> files) {
        Path first = files.get(0).file();
        Raster one = Raster.read(first, channels);
        int rows = height == 0 ? one.height() : height;
        int columns = height == 0 ? one.width() : width;
        int stride = channels * rows * columns;
        byte[] pixels = allocate(files.size(), stride);
        for (int i = 0; i < files.size(); i++) {
            Raster picture = i == 0 ? one : Raster.read(files.get(i).file(), channels);
            requireSize(files.get(i).file(), picture, first, rows, columns);
            picture.scaled(rows, columns).copy(pixels, i * stride);
        }
        return new Numbers(List.of(files.size(), channels, rows, columns), i -> pixels[i] & 0xff);
    }

    private byte[] allocate(int count, int stride) {
        try {
            if ((long) count * stride <= LONGEST_ARRAY) {
                return new byte[count * stride];
            }
        } catch (OutOfMemoryError e) {
            // As with too many for an array.
        }
        throw new DataException(count + " pictures of " + stride + " numbers need more memory than Java may use;"
                + " scale them down with `size` or raise the limit with -Xmx");
    }

    private void requireSize(Path file, Raster picture, Path first, int rows, int columns) {
        if (height == 0 && (picture.height() != rows || picture.width() != columns)) {
            throw new DataException(file + ": is " + picture.height() + " x " + picture.width() + ", but " + first
                    + " is " + rows + " x " + columns + "; write size = [height, width] to scale all");
        }
    }
}
