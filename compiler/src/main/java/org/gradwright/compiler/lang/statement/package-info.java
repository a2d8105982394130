// SPDX-License-Identifier: Apache-2.0
/** What statements do: declare and bind, choose, write loops out, make scans. */
package org.gradwright.compiler.lang.statement;
