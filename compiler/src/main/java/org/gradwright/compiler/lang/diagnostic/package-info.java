// SPDX-License-Identifier: Apache-2.0
/** Messages to the author of a model: place, fact, remedy. Knows source text and nothing else of the compiler. */
package org.gradwright.compiler.lang.diagnostic;
