// SPDX-License-Identifier: Apache-2.0
/** Checks gradients of a compiled model against differences of its loss. */
package org.gradwright.cli.check;
