// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.diagnostic;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The long story of each code, which {@code gradwright explain G0209} prints. Kept as a text beside this class. */
public final class Explanations {
    private static final String RESOURCE = "explanations.md";
    private static final Pattern HEADING = Pattern.compile("^## (G[0-9]{4})\\n", Pattern.MULTILINE);

    private final Map<String, String> stories;

    private Explanations(Map<String, String> stories) {
        this.stories = Collections.unmodifiableMap(stories);
    }

    /** Reads the stories. */
    public static Explanations load() {
        try (InputStream stream = Explanations.class.getResourceAsStream(RESOURCE)) {
            return new Explanations(sections(new String(stream.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> sections(String text) {
        Map<String, String> sections = new TreeMap<>();
        Matcher heading = HEADING.matcher(text);
        boolean found = heading.find();
        while (found) {
            String code = heading.group(1);
            int start = heading.end();
            found = heading.find();
            sections.put(
                    code,
                    text.substring(start, found ? heading.start() : text.length())
                            .strip());
        }
        return sections;
    }

    /** All codes that have a story, in order. */
    public Set<String> codes() {
        return stories.keySet();
    }

    /** What a code means, with a wrong example and a right one; nothing for a code that does not exist. */
    public Optional<String> of(String code) {
        return Optional.ofNullable(stories.get(code)).map(story -> code + ": " + story + "\n");
    }
}
