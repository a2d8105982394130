// SPDX-License-Identifier: Apache-2.0
package org.gradwright.maven;

import org.apache.maven.plugin.logging.SystemStreamLog;

/** Keeps what is logged. */
final class Messages extends SystemStreamLog {
    private final StringBuilder text = new StringBuilder();

    String all() {
        return text.toString();
    }

    void clear() {
        text.setLength(0);
    }

    @Override
    public void info(CharSequence message) {
        text.append(message).append('\n');
    }

    @Override
    public void warn(CharSequence message) {
        text.append(message).append('\n');
    }

    @Override
    public void error(CharSequence message) {
        text.append(message).append('\n');
    }
}
