// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.gradwright.compiler.lang.diagnostic.Diagnostics;
import org.gradwright.compiler.lang.diagnostic.SourceFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ParserTest {
    static List<Samples.Sample> wellFormed() {
        return Samples.wellFormed();
    }

    @ParameterizedTest
    @MethodSource("wellFormed")
    void everyNetworkOfTheDesignIsRead(Samples.Sample sample) {
        SyntaxTree tree = Samples.parse(sample.text());
        assertThat(tree.version()).contains(1);
        assertThat(tree.items()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("wellFormed")
    void carriageReturnsMakeNoDifference(Samples.Sample sample) {
        String windows = sample.text().replace("\n", "\r\n");
        assertThat(TreePrinter.print(Samples.parse(windows)))
                .isEqualTo(TreePrinter.print(Samples.parse(sample.text())));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "graph Mnist | (GraphName Mnist)",
                "precision f64 | (Precision f64)",
                "include \"a/b.graph\" | (Include a/b.graph)",
                "dim time where time <= 64 | (Dimension time (<= time 64))",
                "dim time | (Dimension time _)",
                "const c = 3 | (Constant c 3)",
                "input x, t : real | (Input x t (TypeSyntax REAL))",
                "input x : i32[batch, 2 * n] | (Input x (TypeSyntax I32 batch (* 2 n)))",
                "param a, b = normal(1) | (Param a b _ (call normal 1))",
                "param W : real[n, ...] = init | (Param W (TypeSyntax REAL n ...) init)",
                "state m : bool = false | (State m (TypeSyntax BOOL) false)",
                "layer f = dense(units = 3) | (Layer f (call dense units=3))",
                "output p = x | (Output p x)",
                "output p | (Output p _)",
                "metric p = x | (Metric p x)",
                "emit ys = x | (Emit ys x)",
                "h : real[batch] = x | (Binding (Bind h (TypeSyntax REAL batch)) x)",
                "i, f = split(z, 2) | (Binding (Bind i _) (Bind f _) (call split z 2))",
                "next h, next c = a, b | (Binding (Next h) (Next c) a b)",
                "next = 3 | (Binding (Bind next _) 3)",
                "input = 3 | (Binding (Bind input _) 3)",
                "train : real = 3 | (Binding (Bind train (TypeSyntax REAL)) 3)",
                "`for` = 3 | (Binding (Bind for _) 3)",
                "train l with sgd(lr = 1) | (Train _ l (call sgd lr=1))",
                "train s : l with sgd() over c.**, *.b | "
                        + "(Train s l (call sgd) (Pattern (Named c) (AnyDepth)) (Pattern (Any) (Named b)))",
                "fit { batch = 128, epochs = 5 } | (Fit (Setting batch 128) (Setting epochs 5))",
                "data d { } | (Data d)",
                "def f(x) = 2 * x | (Definition f (Formal x _ _) (Return (* 2 x)) _)",
                "def f(u : int, g = relu, s : string,) { } | "
                        + "(Definition f (Formal u INT _) (Formal g _ relu) (Formal s STRING _) _)",
                "for l in 0..<2 with h = x { next h = h } | " + "(For l (..< 0 2) (Setting h x) (Binding (Next h) h))",
                "scan a in s, b in t with h = x { emit y = a } | (Scan (Scanned a s) (Scanned b t) (Setting h x) (Emit y a))",
                "if c { y = 1 } else if d { y = 2 } else { y = 3 } | "
                        + "(If c (Binding (Bind y _) 1) (If d (Binding (Bind y _) 2) (Binding (Bind y _) 3)))"
            })
    void everyStatementIsRead(String text, String tree) {
        assertThat(TreePrinter.print(Samples.parse(text))).isEqualTo(tree);
    }

    @Test
    void aDefinitionHasItsGradientAndTheTextAboveIt() {
        Definition definition = (Definition) Samples.parse(
                        "## First.\n## Second.\ndef f(x) {\n  return x\n} " + "gradient (dy) {\n  return 2 * dy\n}\n")
                .items()
                .get(0);
        assertThat(definition.documentation()).isEqualTo("First.\nSecond.");
        assertThat(definition.gradient().orElseThrow().cotangents())
                .extracting(Name::text)
                .containsExactly("dy");
    }

    @Test
    void commentsElsewhereDocumentNothing() {
        String text = "## far away\n\na = 1 ## beside\ndef f(x) = x\n";
        Definition definition = (Definition) Samples.parse(text).items().get(1);
        assertThat(definition.documentation()).isEmpty();
    }

    @Test
    void trainOptionsAndPatternsAreRead() {
        String text = "train l with adam() {\n  clip_norm(1)\n  freeze body.h[0..<2].**, e[*].*[3]\n"
                + "  set **.b, **.gamma : weight_decay = 0, lr = 1\n}";
        assertThat(TreePrinter.print(Samples.parse(text)))
                .isEqualTo("(Train _ l (call adam) (Apply (call clip_norm 1)) "
                        + "(Freeze (Pattern (Named body) (Named h (IndexAt (..< 0 2))) (AnyDepth)) "
                        + "(Pattern (Named e (EveryIndex)) (Any (IndexAt 3)))) "
                        + "(Assign (Pattern (AnyDepth) (Named b)) (Pattern (AnyDepth) (Named gamma)) "
                        + "(Setting weight_decay 0) (Setting lr 1)))");
    }

    @Test
    void aFileWithoutVersionMeansTheFirst() {
        assertThat(Samples.parse("a = 1").version()).isEmpty();
        assertThat(Samples.parse("\n# note\ngradwright 1\na = 1").version()).contains(1);
    }

    @Test
    void namesOfFaultyStatementsAreKept() {
        SyntaxTree tree = Parser.parse(
                new SourceFile("m", "a, b = f(\ninput x, y real\nfor l in 3 4 with h = x {\n  next h = h\n}\nc = 1"),
                new Diagnostics());
        Stream<String> broken = tree.items().stream()
                .filter(Statement.Broken.class::isInstance)
                .flatMap(item -> ((Statement.Broken) item).names().stream())
                .map(Name::text);
        assertThat(broken).contains("a", "b", "x", "y", "h");
        assertThat(tree.items().get(tree.items().size() - 1)).isInstanceOf(Statement.Binding.class);
    }

    @Test
    void anEmptyFileIsAnEmptyTree() {
        assertThat(Samples.parse("").items()).isEmpty();
        assertThat(Samples.parse("\uFEFF# only a comment").items()).isEmpty();
    }
}
