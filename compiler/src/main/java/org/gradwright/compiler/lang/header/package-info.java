// SPDX-License-Identifier: Apache-2.0
/** What holds for a whole file wherever it stands: includes, name, precision, defs, constants, free sizes. */
package org.gradwright.compiler.lang.header;
