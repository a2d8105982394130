// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.session;

import java.nio.charset.StandardCharsets;

/** A hash that is the same on every machine and in every version. */
final class Hashes {
    private static final int BASIS = 0x811C9DC5;
    private static final int PRIME = 0x01000193;

    private Hashes() {}

    /** FNV-1a, 32 bits, with MurmurHash3's finish, which spreads the last letters over all bits. */
    static int of(String text) {
        int hash = BASIS;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * PRIME;
        }
        hash = (hash ^ (hash >>> 16)) * 0x85EBCA6B;
        hash = (hash ^ (hash >>> 13)) * 0xC2B2AE35;
        return hash ^ (hash >>> 16);
    }
}
