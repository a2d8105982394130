// SPDX-License-Identifier: Apache-2.0
/** Optimisers, schedules, and the training step that follows from a graph. */
package org.gradwright.compiler.train;
