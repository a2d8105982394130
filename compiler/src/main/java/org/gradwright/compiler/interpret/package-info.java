// SPDX-License-Identifier: Apache-2.0
/** What a graph means, in float64, slow and obvious: the oracle of the tests. */
package org.gradwright.compiler.interpret;
