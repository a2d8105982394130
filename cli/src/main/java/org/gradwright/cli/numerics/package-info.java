// SPDX-License-Identifier: Apache-2.0
/** Finds where the first infinity or NaN of a training comes from, by doing its last steps again. */
package org.gradwright.cli.numerics;
