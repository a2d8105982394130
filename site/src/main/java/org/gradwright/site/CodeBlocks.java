// SPDX-License-Identifier: Apache-2.0
package org.gradwright.site;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;
import org.gradwright.compiler.lang.diagnostic.Diagnostics;
import org.gradwright.compiler.lang.diagnostic.SourceFile;
import org.gradwright.compiler.lang.syntax.Lexer;
import org.gradwright.compiler.lang.syntax.Token;

/** Fenced blocks: models in the colours of their words, commands apart from what they print. */
record CodeBlocks(HtmlNodeRendererContext context) implements NodeRenderer {
    private static final Set<String> BINDING = Set.of("=", ",", ":");

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Set.of(FencedCodeBlock.class);
    }

    @Override
    public void render(Node node) {
        var block = (FencedCodeBlock) node;
        HtmlWriter html = context.getWriter();
        html.line();
        html.tag("pre");
        html.tag("code");
        switch (block.getInfo().split(" ", 2)[0]) {
            case "graph" -> model(html, block.getLiteral());
            case "console" -> block.getLiteral().lines().forEach(line -> consoleLine(html, line));
            default -> html.text(block.getLiteral());
        }
        html.tag("/code");
        html.tag("/pre");
        html.line();
    }

    private static void consoleLine(HtmlWriter html, String line) {
        if (line.startsWith("$ ")) {
            span(html, "command", line);
        } else {
            html.text(line);
        }
        html.text("\n");
    }

    private static void model(HtmlWriter html, String text) {
        List<Token> tokens = Lexer.tokens(new SourceFile("block", text), new Diagnostics());
        int written = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            html.text(text.substring(written, token.offset()));
            span(html, beginsStatement(tokens, i) ? "keyword" : colour(token), token.text());
            written = token.endOffset();
        }
        html.text(text.substring(Math.min(written, text.length())));
    }

    /** A word that begins a line and is not bound there. */
    private static boolean beginsStatement(List<Token> tokens, int at) {
        return tokens.get(at).is(Token.Kind.NAME)
                && (at == 0 || tokens.get(at - 1).is(Token.Kind.NEWLINE))
                && !BINDING.contains(tokens.get(at + 1).text());
    }

    private static String colour(Token token) {
        return switch (token.kind()) {
            case COMMENT -> "comment";
            case TEXT -> "text";
            case NUMBER -> "number";
            case KEYWORD -> "keyword";
            default -> "";
        };
    }

    private static void span(HtmlWriter html, String colour, String text) {
        if (colour.isEmpty()) {
            html.text(text);
        } else {
            html.tag("span", Map.of("class", colour));
            html.text(text);
            html.tag("/span");
        }
    }
}
