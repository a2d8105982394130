// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.gradwright.runtime.data.Column;
import org.gradwright.runtime.data.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {
    private static final String IRIS = """
            length,width,class,name
            5.1,3.5,0,setosa
            -7e-1, 3 ,2.0,virginica
            "6.0",2.2,1,"versi,color"
            """;

    @TempDir
    Path directory;

    @Test
    void namesItsColumns() {
        assertThat(table(IRIS).names()).containsExactly("length", "width", "class", "name");
    }

    @Test
    void selectsColumnsByNameInTheOrderAsked() {
        Column.Doubles rows = table(IRIS).reals(List.of("width", "length"));
        assertThat(rows.shape()).containsExactly(2);
        assertThat(rows.values()).containsExactly(3.5, 5.1, 3, -0.7, 2.2, 6);
    }

    @Test
    void oneColumnGivesScalars() {
        Column.Doubles widths = table(IRIS).reals("width");
        assertThat(widths.shape()).isEmpty();
        assertThat(widths.count()).isEqualTo(3);
    }

    @Test
    void readsWholeNumbers() {
        assertThat(table(IRIS).ints("class").values()).containsExactly(0, 2, 1);
        assertThat(table(IRIS).ints(List.of("class", "class")).shape()).containsExactly(2);
    }

    @Test
    void numbersClassesAlphabetically() {
        CsvTable table = table(IRIS);
        List<String> names = table.classNames("name");
        assertThat(names).containsExactly("setosa", "versi,color", "virginica");
        assertThat(table.classes("name", names).values()).containsExactly(0, 2, 1);
    }

    @Test
    void acceptsByteOrderMarksWindowsLinesAndEmptyLines() {
        assertThat(table("\ufeffa,b\r\n1,2\r\n\r\n3,4\r\n").reals("a").values()).containsExactly(1, 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "1f", "0x10", "NaN", "1e", "1 2", "--1", "Infinity", "1_000"})
    void refusesWhatIsNoNumber(String text) {
        assertFault(
                "a,b\n1,2\n3," + text + "\n",
                table -> table.reals("b"),
                ":3: column b: `" + text + "` is not a number; ");
    }

    @Test
    void refusesNumbersOutOfRange() {
        assertFault("a\n1e999\n", table -> table.reals("a"), ":2: column a: `1e999` is beyond the range of numbers");
        assertFault(
                "a\n3000000000\n", table -> table.ints("a"), ":2: column a: `3000000000` is not a whole number of 32");
        assertFault("a\n0.5\n", table -> table.ints("a"), ":2: column a: `0.5` is not a whole number of 32 bits");
    }

    @Test
    void refusesEmptyFields() {
        String text = "a,b\n1,2\n \t,4\n";
        String fact = ":3: column a: is empty; fill it in or leave the line out";
        assertFault(text, table -> table.reals("a"), fact);
        assertFault(text, table -> table.classNames("a"), fact);
    }

    @Test
    void countsLinesThroughQuotedLineBreaks() {
        assertFault("a,b\n1,\"two\nlines\"\nx,y\n", table -> table.reals("a"), ":4: column a: `x`");
    }

    @Test
    void refusesClassesThatAreNotNamed() {
        assertFault(
                IRIS,
                table -> table.classes("name", List.of("setosa")),
                ":3: column name: `virginica` is none of the classes `setosa`; add it to them or leave the line out");
    }

    @Test
    void refusesRaggedLines() {
        String fact =
                ": the number of fields is %d, but the header names 2; put fields with commas or line breaks in quotes";
        assertFault("a,b\n1,2\n3\n", table -> table.reals("a"), ":3" + fact.formatted(1));
        assertFault("a,b\n1,2,3\n", table -> table.reals("a"), ":2" + fact.formatted(3));
    }

    @Test
    void saysWhichColumnsThereAre() {
        assertFault(
                IRIS, table -> table.reals("lenght"), ": has no column `lenght`; there are length, width, class, name");
        assertFault(
                "a;b\n1;2\n",
                table -> table.reals("a"),
                ": has no column `a`; its header is `a;b`; separate the fields by commas");
        assertFault("a,a\n1,2\n", table -> table.reals("a"), ": has two columns `a`; rename one");
        assertFault("a\n1\n", table -> table.reals(List.of()), ": no column is selected; name one or more of a");
    }

    @Test
    void refusesFilesWithoutExamples() {
        assertFault("", CsvTable::names, ": is empty; its first line must name the columns");
        assertFault("a,b\n", table -> table.reals("a"), ": has a header, but no examples");
    }

    @Test
    void namesMissingFilesAndDirectories() {
        Path missing = directory.resolve("missing.csv");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> CsvTable.open(missing))
                .withMessageStartingWith(missing + ": no such file; check the path");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> CsvTable.open(directory))
                .withMessage(directory + ": is a directory; name a file in it");
    }

    @Test
    void longAndBinaryFieldsGiveOneShortLine() {
        String text = "a\n\"" + "x\n\0".repeat(1000) + "\"\n";
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> table(text).reals("a"))
                .satisfies(e -> assertThat(e.getMessage())
                        .doesNotContain("\n")
                        .contains("`x??x??")
                        .hasSizeLessThan(250));
    }

    @Test
    void aFieldWithoutEndIsRefused() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> table("a\n\"" + "1".repeat(20_000_000)).reals("a"))
                .withMessageContaining(": is not valid CSV: ");
    }

    private CsvTable table(String text) {
        return CsvTable.open(write(text));
    }

    private Path write(String text) {
        try {
            return Files.writeString(directory.resolve("data.csv"), text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertFault(String text, Consumer<CsvTable> use, String fact) {
        Path file = write(text);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> use.accept(CsvTable.open(file)))
                .withMessageStartingWith(file + fact);
    }
}
