// SPDX-License-Identifier: Apache-2.0
/** The {@code train} lines: optimisers and schedules, patterns of parameters, options. */
package org.gradwright.compiler.lang.train;
