// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.gradwright.cli.data.ExampleAxis;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;

/**
 * Draws outputs as pictures into one PNG: a row for each output, a column for each example. A picture is
 * {@code [height, width]} or, with one channel or three, {@code [channels, height, width]}; 0 is black and 1 white.
 */
final class PictureSheet {
    private static final int GAP = 4;

    /** Small pictures are enlarged to about this height. */
    private static final int READABLE = 112;

    private final List<Drawn> rows = new ArrayList<>();

    /** An output, which of the results it is, and its pictures so far. */
    private record Drawn(int result, int channels, int height, int width, List<float[]> pictures) {
        int scale() {
            return Math.max(1, READABLE / height);
        }
    }

    /** @throws CommandException when no output is a picture */
    PictureSheet(Graph graph, ExampleAxis axis) {
        List<Map.Entry<String, Node>> outputs = List.copyOf(graph.outputs().entrySet());
        for (int i = 0; i < outputs.size(); i++) {
            Shape shape = outputs.get(i).getValue().shape();
            if (axis.in(shape) == 0) {
                add(i, axis.element(shape));
            }
        }
        if (rows.isEmpty()) {
            String shapes = outputs.stream()
                    .map(o -> o.getKey() + " " + o.getValue().shape())
                    .collect(Collectors.joining(", "));
            throw new CommandException(
                    "no output is a picture, [examples, height, width] or [examples, channels, height,"
                            + " width] with 1 or 3 channels: " + shapes);
        }
    }

    private void add(int result, Shape element) {
        boolean colours = element.rank() == 3;
        boolean isKnown = element.sizes().stream().allMatch(Size::isKnown);
        if (!isKnown || element.rank() < 2 || element.rank() > 3) {
            return;
        }
        int channels = colours ? (int) element.size(0).known() : 1;
        if (channels == 1 || channels == 3) {
            int height = (int) element.size(element.rank() - 2).known();
            int width = (int) element.size(element.rank() - 1).known();
            rows.add(new Drawn(result, channels, height, width, new ArrayList<>()));
        }
    }

    /** Takes the pictures of a batch in. */
    void add(Object[] values, int batch) {
        for (Drawn row : rows) {
            int count = row.channels * row.height * row.width;
            for (int example = 0; example < batch; example++) {
                float[] picture = new float[count];
                for (int i = 0; i < count; i++) {
                    picture[i] = number(values[row.result], example * count + i);
                }
                row.pictures.add(picture);
            }
        }
    }

    private static float number(Object values, int at) {
        return values instanceof double[] doubles ? (float) doubles[at] : ((float[]) values)[at];
    }

    /** Writes the sheet. */
    void write(Path file) {
        int width = rows.stream()
                .mapToInt(r -> GAP + r.pictures.size() * (r.width * r.scale() + GAP))
                .max()
                .orElse(1);
        int height =
                GAP + rows.stream().mapToInt(r -> r.height * r.scale() + GAP).sum();
        var sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int top = GAP;
        for (Drawn row : rows) {
            for (int i = 0; i < row.pictures.size(); i++) {
                draw(sheet, row, row.pictures.get(i), GAP + i * (row.width * row.scale() + GAP), top);
            }
            top += row.height * row.scale() + GAP;
        }
        AtomicOutput.write(file, png(sheet));
    }

    private static void draw(BufferedImage sheet, Drawn row, float[] picture, int left, int top) {
        int scale = row.scale();
        for (int y = 0; y < row.height * scale; y++) {
            for (int x = 0; x < row.width * scale; x++) {
                sheet.setRGB(left + x, top + y, colour(row, picture, y / scale * row.width + x / scale));
            }
        }
    }

    private static int colour(Drawn row, float[] picture, int place) {
        int plane = row.channels == 3 ? row.height * row.width : 0;
        int red = shade(picture[place]);
        return red << 16 | shade(picture[place + plane]) << 8 | shade(picture[place + 2 * plane]);
    }

    private static int shade(float value) {
        return Math.round(255 * Math.max(0, Math.min(1, value)));
    }

    private static byte[] png(BufferedImage sheet) {
        var bytes = new ByteArrayOutputStream();
        try (var stream = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(sheet, "png", stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
