// SPDX-License-Identifier: Apache-2.0
/** Writes the project's Markdown pages as a static site: the same folders, {@code x.md} as {@code x.html}. */
package org.gradwright.site;
