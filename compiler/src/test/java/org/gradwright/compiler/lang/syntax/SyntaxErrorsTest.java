// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyntaxErrorsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '$',
            value = {
                "a = x ? y | 1:7: error[G0101]: unexpected character `?`",
                "a = x && y | 1:7: error[G0101]: unexpected character `&&`",
                "a = \u00e9 | 1:5: error[G0101]: unexpected character `\u00e9`",
                "a = \u00a0x | 1:5: error[G0101]: unexpected character U+00A0",
                "a = \u201cx | 1:5: error[G0101]: unexpected character `\u201c`",
                "a = x; | 1:6: error[G0104]: statements end with the line, without `;`",
                "a = 0..4 | 1:6: error[G0105]: `..` does not say whether 4 is included",
                "a = x[0..n] | 1:8: error[G0105]: `..` does not say whether n is included",
                "a = x.. | 1:8: error[G0103]: expected an expression, found the end of the line",
                "a = 'b' | 1:5: error[G0106]: `'` transposes and follows its operand, text is written \"...\"",
                "a = x ' | 1:7: error[G0106]: `'` transposes and follows its operand, text is written \"...\"",
                "a = 0 < x < 1 | 1:11: error[G0107]: comparisons do not chain",
                "a = x == y == z | 1:12: error[G0107]: comparisons do not chain",
                "+ y | 1:1: error[G0108]: a statement cannot begin with `+`",
                "// y | 1:1: error[G0108]: a statement cannot begin with `/`",
                "a = \"b | 1:5: error[G0109]: the text is not closed on its line",
                "a = \"\\q\" | 1:6: error[G0109]: `\\q` means nothing in a text",
                "a = `b | 1:5: error[G0110]: a name in backticks is closed on its line and not empty",
                "a = `` | 1:5: error[G0110]: a name in backticks is closed on its line and not empty",
                "a = .5 | 1:5: error[G0111]: a number needs a digit before the point",
                "a = 5. | 1:5: error[G0111]: a number needs a digit behind the point",
                "a = 5.e3 | 1:5: error[G0111]: a number needs a digit behind the point",
                "a = 5x | 1:5: error[G0111]: `5x` is neither a number nor a name",
                "a = 1e | 1:5: error[G0111]: `1e` is neither a number nor a name",
                "a = 9223372036854775808 | 1:5: error[G0112]: the number is out of range",
                "a = 1e999 | 1:5: error[G0112]: the number is out of range",
                "a = f(x | 1:6: error[G0113]: `(` is not closed",
                "a = [x | 1:5: error[G0113]: `[` is not closed",
                "def f(x) { | 1:10: error[G0113]: `{` is not closed",
                "a = f(x] | 1:8: error[G0114]: `(` cannot be closed by `]`",
                "a = x) | 1:6: error[G0114]: `)` closes nothing",
                "} | 1:1: error[G0114]: `}` closes nothing",
                "in = x | 1:1: error[G0115]: `in` is a word of the language, not a name",
                "input if : real | 1:7: error[G0115]: `if` is a word of the language, not a name",
                "a = h.for | 1:7: error[G0115]: `for` is a word of the language, not a name",
                "if a = b { } | 1:6: error[G0116]: `=` binds a name; two values are compared with `==`",
                "a = b = c | 1:7: error[G0116]: `=` binds a name; two values are compared with `==`",
                "a = f(2 = c) | 1:9: error[G0116]: `=` binds a name; two values are compared with `==`",
                "a == b | 1:3: error[G0116]: `==` compares; a name is bound with `=`",
                "inptu x : real | 1:1: error[G0117]: `inptu` does not begin a statement",
                "dense(x) | 1:1: error[G0118]: a statement binds a name or begins with a statement word",
                "5 | 1:1: error[G0118]: a statement binds a name or begins with a statement word",
                "h.W = x | 1:1: error[G0118]: a statement binds a whole name, not a part of one",
                "h += x | 1:3: error[G0118]: a name is bound once, there is no `+=`",
                "input x : float | 1:11: error[G0119]: `float` is not a type: real, i32 or bool",
                "input x : f32[3] | 1:11: error[G0119]: a type does not choose the precision, the graph does",
                "a = x ** 2 | 1:7: error[G0120]: a power is written `^`, not `**`",
                "train l with s() { clip } | 1:20: error[G0121]: an option is a call, `freeze` or `set`",
                "input x real | 1:9: error[G0103]: expected `:`, found `real`",
                "param x | 1:8: error[G0103]: expected `=`, found the end of the line",
                "a = f(x y) | 1:9: error[G0103]: expected `,` or `)`, found `y`",
                "a = x y | 1:7: error[G0103]: expected the end of the line, found `y`",
                "a = | 1:4: error[G0103]: expected an expression, found the end of the line",
                "a = * b | 1:5: error[G0103]: expected an expression, found `*`",
                "precision f16 | 1:11: error[G0103]: expected f32 or f64, found `f16`",
                "train l | 1:8: error[G0103]: expected `with`, found the end of the line",
                "else { } | 1:1: error[G0103]: `else` stands alone",
                "gradwright 2 | 1:12: error[G0016]: this compiler knows version 1 of the language only"
            })
    void eachMistakeHasItsMessage(String line, String headline) {
        assertThat(Samples.headlines(line + "\n")).containsExactly(headline);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '$',
            value = {
                "a = 0..4 | write `0..<4` for 0, 1, 2, 3",
                "a = 0..n | write `0..<n`, which ends before n",
                "a = 0 < x+1 < 1 | write `0 < x+1 and x+1 < 1`",
                "a = 'b' | write \"b\"",
                "a = .5e1 | write `0.5e1`",
                "a = 5.e3 | write `5.0e3`",
                "inptu x : real | did you mean `input`?",
                "input x : float | did you mean `real`?",
                "input x : rael | did you mean `real`?",
                "input x : f64 | write `real`, and `precision f64` at the top of the file",
                "a = x ! y | write `not`",
                "h += x | write `h2 = h + ...`; for a value that changes from step to step see `state` and `next`",
                "a = f(x | write `)` at the end of line 1"
            })
    void theRemedyCanBePasted(String line, String help) {
        assertThat(Samples.messages(line + "\n")).contains("     = help: " + help + "\n");
    }

    @Test
    void aLineThatBeginsWithAnOperatorIsTakenForAContinuation() {
        assertThat(Samples.messages("loss = a\n\n  + 0.1 * b\n")).isEqualTo("""
                model.graph:3:3: error[G0108]: a statement cannot begin with `+`
                   3 |   + 0.1 * b
                     |   ^ continues line 1?
                     = help: a line break ends a statement except inside ( ) or [ ]: put parentheses around the \
                whole expression
                """);
    }

    @Test
    void tabsAreReportedOnceForAFile() {
        assertThat(Samples.messages("if c {\n\ta = 1\n\tb = 2\n}\n"))
                .contains("model.graph:2:1: error[G0102]: a tab")
                .contains("replace all 2 tabs of this file by spaces")
                .doesNotContain("3:1");
    }

    @Test
    void wordsOfTheTopLevelAreNotForBlocks() {
        assertThat(Samples.headlines("def f(x) {\n  const c = 1\n  def g(y) {\n    return y )\n  }\n  return x\n}\n"))
                .containsExactly(
                        "2:3: error[G0100]: `const` stands at the top level of a file only",
                        "3:3: error[G0100]: `def` stands at the top level of a file only",
                        "4:14: error[G0114]: `)` closes nothing");
    }

    @Test
    void theVersionComesFirst() {
        assertThat(Samples.headlines("graph A\ngradwright 1\n"))
                .containsExactly("2:1: error[G0100]: the version stands in the first line of a file");
    }
}
