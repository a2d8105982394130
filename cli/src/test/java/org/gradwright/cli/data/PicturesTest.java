// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.gradwright.runtime.data.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PicturesTest {
    @TempDir
    private Path folder;

    private Numbers read(int height, int width, int channels) {
        return new Pictures(height, width, channels).read(new ImageFolder(folder, List.of()).pictures());
    }

    private static List<Integer> values(Numbers numbers) {
        return IntStream.range(0, numbers.length())
                .mapToObj(i -> (int) numbers.get(i))
                .toList();
    }

    private void fault(String... words) {
        assertThatThrownBy(() -> read(0, 0, 1))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll(words);
    }

    @Test
    void coloursAreChannelsAndGreyIsWhatTheFileHolds() {
        PictureFiles.write(
                folder.resolve("a/1.png"), 1, 2, BufferedImage.TYPE_INT_RGB, (x, y) -> x == 0 ? 0x102030 : 0x405060);
        PictureFiles.write(folder.resolve("b/1.png"), 1, 2, BufferedImage.TYPE_BYTE_GRAY, (x, y) -> 100 + x);
        Numbers colours = read(0, 0, 3);
        assertThat(colours.shape()).containsExactly(2, 3, 1, 2);
        assertThat(values(colours)).containsExactly(0x10, 0x40, 0x20, 0x50, 0x30, 0x60, 100, 101, 100, 101, 100, 101);
        assertThat(values(read(0, 0, 1))).containsExactly(29, 77, 100, 101);
    }

    @Test
    void jpegIsReadToo() {
        PictureFiles.write(folder.resolve("a/1.jpeg"), 8, 8, BufferedImage.TYPE_BYTE_GRAY, (x, y) -> 200);
        assertThat(values(read(0, 0, 1))).hasSize(64).allMatch(v -> Math.abs(v - 200) <= 1);
    }

    @Test
    void classesTakeTurns() {
        for (String name : List.of("cat/1.png", "cat/2.png", "cat/3.png", "dog/1.png")) {
            PictureFiles.grey(folder.resolve(name), 1, 0);
        }
        assertThat(new ImageFolder(folder, List.of()).pictures())
                .extracting(p -> folder.relativize(p.file()).toString().replace('\\', '/') + "=" + p.label())
                .containsExactly("cat/1.png=0", "dog/1.png=1", "cat/2.png=0", "cat/3.png=0");
        assertThat(new ImageFolder(folder, List.of("dog", "cat"))
                        .pictures()
                        .get(0)
                        .label())
                .isZero();
    }

    @Test
    void withoutSubFoldersThereAreNoClasses() {
        for (String name : List.of("b.png", "a.png")) {
            PictureFiles.grey(folder.resolve(name), 1, name.charAt(0));
        }
        assertThat(values(read(0, 0, 1))).containsExactly((int) 'a', (int) 'b');
        var one = new ImageFolder(folder.resolve("b.png"), List.of());
        assertThat(values(new Pictures(0, 0, 1).read(one.pictures()))).containsExactly((int) 'b');
    }

    @Test
    void scalingKeepsMeansAndStraightLines() {
        PictureFiles.write(folder.resolve("a/1.png"), 4, 8, BufferedImage.TYPE_BYTE_GRAY, (x, y) -> 20 * x);
        assertThat(values(read(1, 4, 1))).containsExactly(14, 50, 90, 126);
        assertThat(values(read(4, 16, 1)).subList(4, 12)).containsExactly(35, 45, 55, 65, 75, 85, 95, 105);
        assertThat(values(read(2, 1, 1))).containsExactly(70, 70);
    }

    @Test
    void sizesMustAgreeOrBeGiven() {
        PictureFiles.grey(folder.resolve("a/1.png"), 4, 0);
        PictureFiles.grey(folder.resolve("a/2.png"), 5, 0);
        fault("2.png: is 5 x 5, but ", "1.png is 4 x 4; write size = [height, width]");
        assertThat(read(3, 3, 1).shape()).containsExactly(2, 1, 3, 3);
    }

    @Test
    void namesWhatIsNoPicture() throws IOException {
        fault("has no pictures");
        assertThatThrownBy(() -> new ImageFolder(folder, List.of()).classes())
                .isInstanceOf(DataException.class)
                .hasMessageContaining("has no sub-folder");
        Files.createDirectory(folder.resolve("a"));
        fault("a: has no pictures");
        Path text = Files.writeString(folder.resolve("a/readme.txt"), "");
        fault("readme.txt: is neither PNG nor JPEG by its name; move it away");
        Files.delete(text);
        Files.writeString(folder.resolve("a/.hidden"), "");
        Files.writeString(folder.resolve("a/1.png"), "no picture");
        fault("1.png: is no picture that can be read");
        assertThatThrownBy(() -> new ImageFolder(folder, List.of("b")).pictures())
                .isInstanceOf(DataException.class)
                .hasMessageContaining("has no sub-folder `b`; it has a");
    }

    @Test
    void noticesPicturesThatEndEarlyOrAreDamaged() throws IOException {
        for (String name : List.of("1.png", "1.jpg")) {
            Path file = PictureFiles.write(
                    folder.resolve("a/" + name), 64, 64, BufferedImage.TYPE_BYTE_GRAY, (x, y) -> x * y % 256);
            byte[] bytes = Files.readAllBytes(file);
            for (int length : new int[] {10, bytes.length / 2, bytes.length - 100}) {
                Files.write(file, Arrays.copyOf(bytes, length));
                fault(name + ": ");
            }
            Files.delete(file);
        }
    }

    @Test
    void believesNoAbsurdSize() throws IOException {
        Path file = PictureFiles.grey(folder.resolve("a/1.png"), 2, 0);
        byte[] bytes = Files.readAllBytes(file);
        bytes[16] = 0x10; // the first byte of the width
        bytes[20] = 0x10;
        Files.write(file, bytes);
        fault("1.png: ", "more than 100000000");
    }
}
