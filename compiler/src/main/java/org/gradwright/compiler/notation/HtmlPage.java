// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.notation;

/** A page of HTML that needs nothing else. */
public final class HtmlPage {
    private HtmlPage() {}

    /**
     * A whole page.
     *
     * @param title as a text
     * @param style as CSS
     * @param body as HTML
     */
    public static String of(String title, String style, String body) {
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width\">\n<title>" + escaped(title)
                + "</title>\n<style>\n" + style + "</style>\n</head>\n<body>\n" + body + "\n</body>\n</html>\n";
    }

    /** A text as it is, in a page or in an attribute. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
