// SPDX-License-Identifier: Apache-2.0
/** Stages of the compiler as text, for people. */
package org.gradwright.cli.inspect;
