// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import org.gradwright.runtime.ModelDescription.Constant;
import org.gradwright.runtime.ModelDescription.Input;
import org.gradwright.runtime.ModelDescription.Kind;
import org.gradwright.runtime.ModelDescription.Metric;
import org.gradwright.runtime.ModelDescription.Output;
import org.gradwright.runtime.ModelDescription.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelDescriptionTest {
    private static final String TEXT = """
            gradwright-model 1
            graph Mnist
            precision f32
            persistent 100
            size batch
            size time
            input x real[batch, 3*time+1]
            input label i32[batch]
            input mask bool
            output p real[batch, 10] needs x, mask
            output fixed real
            loss L at 0
            metric accuracy at 1
            param h[3].att.W [4, 5] at 16 = glorot_uniform
            state n.running_mean [] at 36 = zeros
            optimiser h[3].att.W.m [4, 5] at 40 = constant(0.5)
            constant at 2 = 0.5, -1, nan, -infinity, 1.0e-7
            """;

    private static ModelDescription model(List<Variable> variables) {
        return new ModelDescription(
                "M", Precision.F64, List.of(), List.of(), List.of(), List.of(), List.of(), variables, List.of(), 10);
    }

    @Test
    void textReadsBack() {
        ModelDescription model = ModelDescription.parse(TEXT);
        assertThat(DescriptionText.of(model)).isEqualTo(TEXT);
        assertThat(ModelDescription.parse(DescriptionText.of(model))).isEqualTo(model);
    }

    @Test
    void factsAreWhereTheyBelong() {
        ModelDescription model = ModelDescription.parse(TEXT);
        assertThat(model.freeSizes()).containsExactly("batch", "time");
        assertThat(model.inputs().get(0)).isEqualTo(new Input("x", Element.REAL, List.of("batch", "3*time+1")));
        assertThat(model.inputs().get(0).type()).isEqualTo("real[batch, 3*time+1]");
        assertThat(model.outputs().get(0).needs()).containsExactly("x", "mask");
        assertThat(model.outputs().get(1).type()).isEqualTo("real");
        assertThat(model.loss()).contains(new Metric("L", 0, true));
        assertThat(model.variables().get(0).size()).isEqualTo(20);
        assertThat(model.constants().get(0).values().get(4)).isEqualTo(1e-7);
    }

    @Test
    void strangeNamesAreQuoted() {
        String name = "/model/a \"b\" \\ , é\n.W";
        ModelDescription model = new ModelDescription(
                name,
                Precision.F32,
                List.of(),
                List.of(new Input(name, Element.REAL, List.of())),
                List.of(new Output("o", Element.REAL, List.of(), List.of(name))),
                List.of(new Metric(name, 0, false)),
                List.of(name),
                List.of(new Variable(Kind.PARAM, name, List.of(1), 1, Initialiser.parse("zeros"))),
                List.of(),
                2);
        assertThat(DescriptionText.of(model).lines()).hasSize(9);
        assertThat(ModelDescription.parse(DescriptionText.of(model))).isEqualTo(model);
    }

    @Test
    void chunksFitIntoAClassFile() {
        Constant constant = new Constant(0, Collections.nCopies(50_000, -1.2345678901234567e-100));
        ModelDescription model = new ModelDescription(
                "é".repeat(40_000),
                Precision.F64,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(constant),
                50_000);
        List<String> chunks = DescriptionText.chunks(model);
        assertThat(chunks).allSatisfy(chunk -> assertThat(
                        chunk.chars().map(c -> c < 0x80 ? 1 : c < 0x800 ? 2 : 3).sum())
                .isLessThan(65_536));
        assertThat(ModelDescription.parse(chunks.toArray(String[]::new))).isEqualTo(model);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "graph Other                      | line 18: a second `graph`",
                "wobble 3                         | line 18: `wobble` begins no line of a description",
                "metric m at -1                   | line 18: a word is missing at column 13",
                "metric m at 99999999999          | line 18: `99999999999` is not a whole number from 0 to 2147483647",
                "metric m at 9 9                  | line 18: ` 9` is too much",
                "metric m 9                       | line 18: `at` is missing at column 10",
                "metric \"m at 9                  | line 18: a name lacks its closing quote",
                "metric \"m\\x\" at 9             | line 18: `\\x` is no escape in a name",
                "input q complex[3]               | line 18: `complex` is no element type: write real, i32 or bool",
                "param q 3 at 9 = zeros           | line 18: a shape in brackets is missing at column 9",
                "param q [x] at 9 = zeros         | line 18: `x` is not a whole number from 0 to 2147483647",
                "param q [3] at 9 = zero          | line 18: no initialiser is called zero: did you mean zeros?",
                "constant at 9 = 1,, 2            | line 18: `1,` is not a number",
                "metric accuracy at 9             | two of kind metric are called accuracy",
                "output q real needs z            | output q needs z, no input",
                "param q [0] at 9 = zeros         | variable q has a size below 1",
                "param q [3] at 98 = zeros        | variable q ends at 101, beyond the persistent part of 100 numbers",
                "param q [99999, 99999] at 9 = zeros | variable q ends at 2147483649, beyond the persistent part of 100 numbers",
                "param q [3] at 17 = zeros        | variable q begins at 17, inside variable h[3].att.W",
                "metric m at 35 | metric m begins at 35, inside variable h[3].att.W",
                "metric m at 4                    | metric m begins at 4, inside constant at 2",
                "param q [2] at 9 = values(1)     | values(...) has 1 numbers, but [2] needs 2",
                "param q [2] at 9 = orthogonal    | orthogonal needs at least two axes, [2] has 1",
            })
    void faultsAreNamed(String line, String fault) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelDescription.parse(TEXT, line + "\n"))
                .withMessageContaining(fault);
    }

    @Test
    void missingFactsAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelDescription.parse("gradwright-model 1\ngraph M\nprecision f32\n"))
                .withMessage("the model description has no line `persistent`");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelDescription.parse("gradwright-model 2\n"))
                .withMessageStartingWith("a model description begins with `gradwright-model 1`");
        assertThatIllegalArgumentException().isThrownBy(() -> ModelDescription.parse());
    }

    @Test
    void aConstructedDescriptionIsCheckedToo() {
        Variable beyond = new Variable(Kind.STATE, "s", List.of(11), 0, Initialiser.parse("zeros"));
        assertThatIllegalArgumentException().isThrownBy(() -> model(List.of(beyond)));
    }
}
