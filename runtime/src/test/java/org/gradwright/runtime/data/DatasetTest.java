// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatasetTest {
    private static final Column X = new Column.Floats(new float[] {0, 1, 10, 11, 20, 21}, List.of(2));
    private static final Column LABEL = new Column.Ints(new int[] {0, 1, 2}, List.of());

    @Test
    void keepsColumnsInOrder() {
        Dataset data = dataset("x", X, "label", LABEL);
        assertThat(data.count()).isEqualTo(3);
        assertThat(data.names()).containsExactly("x", "label");
        assertThat(data.column("label")).isSameAs(LABEL);
    }

    @Test
    void selectsExamplesOfAllColumns() {
        Dataset selected = dataset("x", X, "label", LABEL).select(new int[] {2, 0});
        assertThat(((Column.Floats) selected.column("x")).values()).containsExactly(20, 21, 0, 1);
        assertThat(((Column.Ints) selected.column("label")).values()).containsExactly(2, 0);
    }

    @Test
    void refusesUnequalCounts() {
        Column two = new Column.Doubles(new double[] {1, 2}, List.of());
        assertFault("y has 2 examples, but x has 3; each example needs both", Map.of("x", X, "y", two), "x", "y");
    }

    @Test
    void refusesDataWithoutColumnsOrExamples() {
        assertFault("the data have no columns; name one for each input", Map.of());
        assertFault(
                "x has no examples; check the file or the selection that it comes from",
                Map.of("x", new Column.Ints(new int[0], List.of())),
                "x");
    }

    @Test
    void namesTheColumnsThatThereAre() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> dataset("x", X, "label", LABEL).column("lable"))
                .withMessage("the data have no column lable: there are x, label");
    }

    @Test
    void aColumnHoldsWholeElements() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Column.Floats(new float[5], List.of(2)))
                .withMessage("5 values are not a whole number of elements of shape [2]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Column.Floats(new float[5], List.of(0)))
                .withMessage("shape [0]: each size must be 1 or more");
    }

    @Test
    void convertsPrecision() {
        assertThat(LABEL.toFloats().values()).containsExactly(0, 1, 2);
        assertThat(X.toDoubles().values()).containsExactly(0, 1, 10, 11, 20, 21);
        assertThat(X.toFloats()).isSameAs(X);
    }

    @Test
    void oneHotRowsHaveOneOne() {
        Column.Floats hot = new Column.Ints(new int[] {2, 0}, List.of()).oneHot(3);
        assertThat(hot.shape()).containsExactly(3);
        assertThat(hot.values()).containsExactly(0, 0, 1, 1, 0, 0);
    }

    @Test
    void oneHotKeepsTheShapeOfTokens() {
        Column.Floats hot = new Column.Ints(new int[] {1, 0, 0, 1}, List.of(2)).oneHot(2);
        assertThat(hot.shape()).containsExactly(2, 2);
        assertThat(hot.values()).containsExactly(0, 1, 1, 0, 1, 0, 0, 1);
    }

    @Test
    void oneHotRefusesClassesThatThereAreNot() {
        Column.Ints labels = new Column.Ints(new int[] {0, 9, -1, 0}, List.of(2));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> labels.oneHot(9))
                .withMessage(
                        "example 0 is of class 9, but there are 9 classes, from 0 on; raise their number or correct the"
                                + " label");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> labels.oneHot(10))
                .withMessageStartingWith("example 1 is of class -1, ");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> labels.oneHot(Integer.MAX_VALUE))
                .withMessageContaining("too many for one-hot rows");
        assertThatIllegalArgumentException().isThrownBy(() -> labels.oneHot(0));
    }

    private static Dataset dataset(String a, Column first, String b, Column second) {
        Map<String, Column> columns = new LinkedHashMap<>();
        columns.put(a, first);
        columns.put(b, second);
        return new Dataset(columns);
    }

    private static void assertFault(String message, Map<String, Column> columns, String... order) {
        Map<String, Column> ordered = new LinkedHashMap<>();
        List.of(order).forEach(name -> ordered.put(name, columns.get(name)));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> new Dataset(ordered))
                .withMessage(message);
    }
}
