// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gradwright.compiler.lang.diagnostic.DiagnosticException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatterTest {
    private static String body(String text) {
        String formatted = Formatter.format(text);
        assertThat(formatted).startsWith("gradwright 1\n");
        return formatted.substring("gradwright 1\n".length());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '$',
            value = {
                "a=b+c|a = b + c",
                "a = b ^ 2 ^ -  c|a = b^2^-c",
                "a = - b - -  c|a = -b - -c",
                "a = ( b @ W' ) . T|a = (b @ W').T",
                "a = f ( x,y = 1 , )|a = f(x, y = 1,)",
                "a = x [ : ,-1 , ... , new ]|a = x[:, -1, ..., new]",
                "a = x[ 1 ..< - 2 , 3 .. , ..< 4  by  2 , a.. by - 1 ]|a = x[1..<-2, 3.., ..<4 by 2, a.. by -1]",
                "a = [ 1,2 , - 3]|a = [1, 2, -3]",
                "a = not ( b ) and ( - c )|a = not (b) and (-c)",
                "a = 1E-3 + 2E5|a = 1e-3 + 2e5",
                "input x,y:real[n,...]|input x, y : real[n, ...]",
                "for l in [1,2]with h=x{next h=h}|for l in [1, 2] with h = x { next h = h }",
                "train s:l with adam(lr=1)over c . ** ,* . b|train s : l with adam(lr = 1) over c.**, *.b",
                "train ( a+b ) with adam ( )|train (a + b) with adam()",
                "train where(c,a,b)with adam()|train where(c, a, b) with adam()",
                "dim t where ( t<3 )|dim t where (t < 3)",
                "fit{batch=1,epochs=2}|fit { batch = 1, epochs = 2 }",
                "def f(x:real,y=2)=x*y|def f(x : real, y = 2) = x * y",
                "if a==b{c=1}else  if d{c=2}|if a == b { c = 1 } else if d { c = 2 }",
                "a = by+over|a = by + over",
                "a = `x y`+\"p  q\"|a = `x y` + \"p  q\""
            })
    void spacesStandAroundOperatorsAndNotInsideBrackets(String text, String canonical) {
        assertThat(body(text)).isEqualTo(canonical + "\n");
    }

    @Test
    void patternsHaveNoSpacesInside() {
        assertThat(body("train l with adam(){\nfreeze a . b [ * ] . * [ 0 ] , **\nset ** . b:lr=1,d=2\n}"))
                .isEqualTo("train l with adam() {\n  freeze a.b[*].*[0], **\n  set **.b : lr = 1, d = 2\n}\n");
    }

    @Test
    void blocksAreIndentedByTwoSpaces() {
        assertThat(body("def f(x){\nif x{\n# why\na=1\n}\nreturn a\n}gradient(dy){\nreturn dy\n}"))
                .isEqualTo(
                        "def f(x) {\n  if x {\n    # why\n    a = 1\n  }\n  return a\n} gradient (dy) {\n  return dy\n}\n");
    }

    @Test
    void aBlockOfSeveralLinesHasItsBracesAtLineEnds() {
        assertThat(body("for l in x { a = 1 # one\nb = 2 }\nc = 3"))
                .isEqualTo("for l in x {\n  a = 1 # one\n  b = 2\n}\nc = 3\n");
    }

    @Test
    void atMostOneBlankLineStaysAndNoneAtTheEdgesOfABlock() {
        assertThat(body("\n\na = 1\n\n\n\nif c {\n\n  b = 2\n\n}\n\n\n")).isEqualTo("a = 1\n\nif c {\n  b = 2\n}\n");
    }

    @Test
    void aRunIsAlignedIfItsAuthorBegan() {
        assertThat(body("a   = 1\nbcd = 2\ne = 3\n")).isEqualTo("a   = 1\nbcd = 2\ne   = 3\n");
        assertThat(body("a = 1\nbcd = 2\n")).isEqualTo("a = 1\nbcd = 2\n");
        assertThat(body("a   = 1\n\nbcd = 2\n")).isEqualTo("a = 1\n\nbcd = 2\n");
    }

    @Test
    void colonAndEqualsAreAlignedEachForItself() {
        assertThat(body("param A : real[u, n]=x\nparam bc  : real[u]=y\n"))
                .isEqualTo("param A  : real[u, n] = x\nparam bc : real[u]    = y\n");
    }

    @Test
    void otherSeparatorsEndARun() {
        assertThat(body("code   = a\nlogits = b\nstate ema : real = 0\nz = 1\n"))
                .isEqualTo("code   = a\nlogits = b\nstate ema : real = 0\nz = 1\n");
    }

    @Test
    void wideAlignmentStaysWide() {
        assertThat(body("a       = 1\nbcd     = 2\n")).isEqualTo("a       = 1\nbcd     = 2\n");
    }

    @Test
    void trailingCommentsKeepTheirColumn() {
        assertThat(body("a=1           # one\nbc = 2 # two\n\nd = 3 # three\n"))
                .isEqualTo("a = 1         # one\nbc = 2        # two\n\nd = 3 # three\n");
    }

    @Test
    void aCallThatIsTooLongIsBrokenBehindItsBracket() {
        String name = "a".repeat(40);
        assertThat(body("v = g(1) + f(" + name + ", g(" + name + ", 2), " + name + ") # why\n"))
                .isEqualTo("v = g(1) + f(\n  " + name + ",\n  g(" + name + ", 2),\n  " + name + ") # why\n");
    }

    @Test
    void whatIsStillTooLongIsBrokenFurther() {
        String name = "a".repeat(60);
        assertThat(body("v = f(g(" + name + ", " + name + "))"))
                .isEqualTo("v = f(\n  g(\n    " + name + ",\n    " + name + "))\n");
    }

    @Test
    void commasOutsideBracketsAreNoPlacesToBreak() {
        String name = "a".repeat(50);
        assertThat(body("a, b = f(x,\n  " + name + "), g(" + name + ", " + name + ")"))
                .isEqualTo("a, b = f(x,\n  " + name + "), g(\n  " + name + ",\n  " + name + ")\n");
    }

    @Test
    void theAuthorsOwnLineBreaksStay() {
        assertThat(body("v = f(a,\n      b, # two\n   # three\n\n c)\nw = f(\na,\nb\n)\n"))
                .isEqualTo("v = f(a,\n      b, # two\n  # three\n  c)\nw = f(\n  a,\n  b\n)\n");
    }

    @Test
    void theVersionLineIsAddedOnce() {
        assertThat(Formatter.format("# note\ngraph A")).isEqualTo("gradwright 1\n# note\ngraph A\n");
        assertThat(Formatter.format("# note\n\ngradwright 1\r\ngraph A"))
                .isEqualTo("# note\n\ngradwright 1\ngraph A\n");
        assertThat(Formatter.format("")).isEqualTo("gradwright 1\n");
    }

    @Test
    void aTextWithSyntaxErrorsIsRefused() {
        assertThatThrownBy(() -> Formatter.format("a = ;\n"))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("G0104");
    }
}
