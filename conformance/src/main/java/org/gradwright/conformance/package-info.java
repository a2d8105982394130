// SPDX-License-Identifier: Apache-2.0
/** Answers public reference cases through the compiled class: networks in a neutral notation, their values, derivatives. */
package org.gradwright.conformance;
