// SPDX-License-Identifier: Apache-2.0
/** Compares what a model says with what its data say: accuracy, F1, mean absolute error and the like. */
package org.gradwright.cli.metric;
