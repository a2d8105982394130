// SPDX-License-Identifier: Apache-2.0
/** Pages of HTML that stand alone. */
package org.gradwright.cli.page;
