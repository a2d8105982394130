// SPDX-License-Identifier: Apache-2.0
/** Measures a network layer by layer and names what keeps it from learning. */
package org.gradwright.cli.diagnose;
