// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecoveryTest {
    static List<Samples.Sample> faulty() {
        return Samples.faulty();
    }

    /** The design's faulty files have one mistake each, most of them not of syntax. */
    @ParameterizedTest
    @MethodSource("faulty")
    void aFileWithOneMistakeHasAtMostOneMessage(Samples.Sample sample) {
        assertThat(Samples.headlines(sample.text())).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void everyLineIsCheckedAfterAnError() {
        assertThat(Samples.headlines("a = )\nb = 1;\nc = 2\nd = = 3\n"))
                .containsExactly(
                        "1:5: error[G0103]: expected an expression, found `)`",
                        "2:6: error[G0104]: statements end with the line, without `;`",
                        "4:5: error[G0103]: expected an expression, found `=`");
    }

    @Test
    void anOpenBracketCostsOneMessageAndItsOwnStatementOnly() {
        assertThat(Samples.headlines("a = f(x,\n  y\nb = g(y)\nc = 1 2\n"))
                .containsExactly(
                        "1:6: error[G0113]: `(` is not closed",
                        "4:7: error[G0103]: expected the end of the line, found `2`");
    }

    @Test
    void anOpenBracketBeforeABlockLeavesTheBlock() {
        assertThat(Samples.headlines("for l in f(3 {\n  next h = h h\n}\na = 1\n"))
                .containsExactly(
                        "1:11: error[G0113]: `(` is not closed",
                        "2:14: error[G0103]: expected the end of the line, found `h`");
    }

    @Test
    void anErrorInsideACallOfSeveralLinesCostsThatCallOnly() {
        assertThat(Samples.headlines("a = f(x,\n  h1.W = b c,\n  h1.b = d)\ne = 1 2\n"))
                .containsExactly(
                        "2:12: error[G0103]: expected `,` or `)`, found `c`",
                        "4:7: error[G0103]: expected the end of the line, found `2`");
    }

    @Test
    void aFaultyHeadDoesNotHideTheErrorsOfItsBlock() {
        assertThat(Samples.headlines("if a = 1 {\n  b = )\n} else {\n  c = ]\n}\nd = 1 2\n"))
                .containsExactly(
                        "1:6: error[G0116]: `=` binds a name; two values are compared with `==`",
                        "2:7: error[G0103]: expected an expression, found `)`",
                        "4:7: error[G0103]: expected an expression, found `]`",
                        "6:7: error[G0103]: expected the end of the line, found `2`");
    }

    @Test
    void theBlockOfAFaultySectionIsPassedOver() {
        assertThat(Samples.headlines("train l by adam() {\n  clip_norm(1)\n  freeze a.**\n}\nd = 1 2\n"))
                .containsExactly(
                        "1:9: error[G0103]: expected `with`, found `by`",
                        "5:7: error[G0103]: expected the end of the line, found `2`");
    }

    @Test
    void aMissingBraceIsNoticedAtTheNextDefinition() {
        assertThat(Samples.headlines("def f(x) {\n  return x\n\ndef g(x) {\n  return x\n}\n"))
                .containsExactly("1:10: error[G0113]: `{` is not closed");
    }

    @Test
    void missingBracesAtTheEndAreReportedOnce() {
        assertThat(Samples.headlines("def f(x) {\n  if a {\n    for l in x {\n      b = 1\n"))
                .containsExactly("3:16: error[G0113]: `{` is not closed");
    }

    @Test
    void anUnfinishedLineIsContinuedInSilence() {
        assertThat(Samples.headlines("a = b +\n  c * d\ne = 1\n"))
                .containsExactly("1:8: error[G0103]: expected an expression, found the end of the line");
    }

    @Test
    void whatFollowsFromAFaultyCharacterIsNotReported() {
        assertThat(Samples.headlines("a = b ? c : d\ne = ?\n"))
                .containsExactly(
                        "1:7: error[G0101]: unexpected character `?`", "2:5: error[G0101]: unexpected character `?`");
    }

    @Test
    void settingsAreReadOneByOne() {
        assertThat(Samples.headlines("data d {\n  a = 4 5\n  b = 3,\n  c = )\n}\nfit { epochs = }\n"))
                .containsExactly(
                        "2:9: error[G0103]: expected the end of the line, found `5`",
                        "4:7: error[G0103]: expected an expression, found `)`",
                        "6:16: error[G0103]: expected an expression, found `}`");
    }
}
