// SPDX-License-Identifier: Apache-2.0
/** Generated classes together with what they need of the runtime. */
package org.gradwright.compiler.emit.standalone;
