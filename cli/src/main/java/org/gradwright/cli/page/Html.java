// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.page;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.gradwright.compiler.notation.HtmlPage;

/** What all pages have in common: a look, light or dark as the reader's system is, and no way out of a text. */
public final class Html {
    private static final String STYLE = """
            :root { color-scheme: light dark; --paper: #fff; --ink: #1c1e21; --faint: #5f646b; --line: #dfe2e6;
                    --first: #b3431f; --second: #2457a6; --bad: #c0392b; --good: #2e7d4f; --raised: #f5f6f8; }
            @media (prefers-color-scheme: dark) { :root { --paper: #16181b; --ink: #e4e6e9; --faint: #a0a4aa;
                    --line: #3a3d42; --first: #f0906c; --second: #7aa7ee; --bad: #ef7b6f; --good: #6cc793;
                    --raised: #202327; } }
            body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
                   max-width: 66rem; margin: 2rem auto; padding: 0 1.2rem; }
            h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2rem; }
            code { font: 0.92em ui-monospace, monospace; }
            table { border-collapse: collapse; margin: 1rem 0; }
            th { text-align: left; } th, td { padding: 0.15rem 1.4rem 0.15rem 0; border-bottom: 1px solid var(--line);
                   font-variant-numeric: tabular-nums; }
            """;

    private Html() {}

    /**
     * A whole page.
     *
     * @param style beyond what all pages have
     * @param body as HTML
     */
    public static String page(String title, String style, String body) {
        return HtmlPage.of(title, STYLE + style, body);
    }

    /** A text in which names stand between backticks. */
    public static String prose(String text) {
        return HtmlPage.escaped(text).replaceAll("`([^`]+)`", "<code>$1</code>");
    }

    /** A table. @param rows as {@link #row} makes them */
    public static String table(String rows, String... heads) {
        return "<table>\n<tr>" + cells("th", heads) + "</tr>\n" + rows + "</table>\n";
    }

    /** A line of a table. */
    public static String row(String... cells) {
        return "<tr>" + cells("td", cells) + "</tr>\n";
    }

    private static String cells(String tag, String... texts) {
        return Arrays.stream(texts)
                .map(text -> "<" + tag + ">" + HtmlPage.escaped(text) + "</" + tag + ">")
                .collect(Collectors.joining());
    }
}
