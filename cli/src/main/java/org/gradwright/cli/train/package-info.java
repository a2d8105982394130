// SPDX-License-Identifier: Apache-2.0
/** Trains a model epoch by epoch: steps, tests, and when to end. */
package org.gradwright.cli.train;
