// SPDX-License-Identifier: Apache-2.0
/** The operations, each defined once, and {@link org.gradwright.compiler.op.Ops}, which applies them. */
package org.gradwright.compiler.op;
