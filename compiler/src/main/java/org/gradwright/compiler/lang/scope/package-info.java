// SPDX-License-Identifier: Apache-2.0
/** What is known at a place of a text: the names bound there, the def at work and its call, the loop around it. */
package org.gradwright.compiler.lang.scope;
