// SPDX-License-Identifier: Apache-2.0
/** From a declared network to the class that trains it, one stage after the other. */
package org.gradwright.compiler;
