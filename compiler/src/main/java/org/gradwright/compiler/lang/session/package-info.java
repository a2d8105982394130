// SPDX-License-Identifier: Apache-2.0
/** What one elaboration gathers: nodes and their origins, what the model declares, limits, faults. */
package org.gradwright.compiler.lang.session;
