// SPDX-License-Identifier: Apache-2.0
/** A training as a page: its curves, its confusion matrix, its settings. */
package org.gradwright.cli.report;
