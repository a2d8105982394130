// SPDX-License-Identifier: Apache-2.0
/**
 * Derives gradients as people write them by hand: a forward graph is cut at the values that have names, each part is
 * differentiated by the compiler's own rules, and the parts are put together by the chain rule.
 */
package org.gradwright.compiler.derive;
