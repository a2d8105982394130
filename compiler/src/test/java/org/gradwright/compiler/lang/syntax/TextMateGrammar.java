// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.syntax;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jcodings.specific.ISO8859_1Encoding;
import org.joni.Matcher;
import org.joni.Option;
import org.joni.Regex;

/**
 * A TextMate grammar of plain matches, applied as editors do: from each place on, the rule that matches first, and of those
 * the one that stands first. The expressions are run by an engine for Oniguruma's dialect, for which such grammars are written.
 */
record TextMateGrammar(List<Rule> rules) {
    private static final String NO_SCOPE = "";

    /** An expression, the scope of what it matches, and the scopes of its groups. */
    record Rule(Regex regex, String scope, JsonNode captures) {
        static Rule of(JsonNode rule) {
            byte[] pattern = bytes(rule.required("match").asText());
            return new Rule(
                    new Regex(pattern, 0, pattern.length, Option.NONE, ISO8859_1Encoding.INSTANCE),
                    rule.path("name").asText(NO_SCOPE),
                    rule.path("captures"));
        }
    }

    static TextMateGrammar read(Path file) throws IOException {
        var rules = new ArrayList<Rule>();
        new ObjectMapper().readTree(file.toFile()).required("patterns").forEach(rule -> rules.add(Rule.of(rule)));
        return new TextMateGrammar(rules);
    }

    /** The scope of each character of a line; the empty text where there is none. */
    String[] scopes(String line) {
        var scopes = new String[line.length()];
        Arrays.fill(scopes, NO_SCOPE);
        byte[] text = bytes(line);
        for (int from = 0; from < text.length; ) {
            from = colour(scopes, text, from);
        }
        return scopes;
    }

    private int colour(String[] scopes, byte[] text, int from) {
        Rule first = null;
        Matcher found = null;
        for (Rule rule : rules) {
            Matcher matcher = rule.regex().matcher(text);
            if (matcher.search(from, text.length, Option.NONE) >= 0
                    && (found == null || matcher.getBegin() < found.getBegin())) {
                first = rule;
                found = matcher;
            }
        }
        return found == null ? text.length : colour(scopes, first, found);
    }

    private static int colour(String[] scopes, Rule rule, Matcher match) {
        Arrays.fill(scopes, match.getBegin(), match.getEnd(), rule.scope());
        rule.captures().fields().forEachRemaining(group -> {
            var region = match.getEagerRegion();
            int number = Integer.parseInt(group.getKey());
            Arrays.fill(
                    scopes,
                    region.getBeg(number),
                    region.getEnd(number),
                    group.getValue().required("name").asText());
        });
        return Math.max(match.getEnd(), match.getBegin() + 1);
    }

    /** One byte a character; what is beyond Latin only stands in comments, texts and quoted names. */
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
