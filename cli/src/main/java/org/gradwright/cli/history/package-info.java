// SPDX-License-Identifier: Apache-2.0
/** What each epoch brought, for programs to read. */
package org.gradwright.cli.history;
