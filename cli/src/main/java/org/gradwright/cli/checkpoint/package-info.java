// SPDX-License-Identifier: Apache-2.0
/** Interrupting a training and going on with it, to the same bits. */
package org.gradwright.cli.checkpoint;
