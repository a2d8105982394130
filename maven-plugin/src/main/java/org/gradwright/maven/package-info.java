// SPDX-License-Identifier: Apache-2.0
/** The Maven plugin: graphs beside Java sources, compiled in the same build. */
package org.gradwright.maven;
