// SPDX-License-Identifier: Apache-2.0
package org.gradwright.maven;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over parts; each begins with its length, so that moving a border changes the hash. */
final class Hash {
    private final MessageDigest digest;

    Hash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static String of(byte[] bytes) {
        return new Hash().add(bytes).end();
    }

    Hash add(String part) {
        return add(part.getBytes(StandardCharsets.UTF_8));
    }

    Hash add(byte[] part) {
        digest.update((part.length + " ").getBytes(StandardCharsets.UTF_8));
        digest.update(part);
        return this;
    }

    String end() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
