// SPDX-License-Identifier: Apache-2.0
/** Reads what the {@code data} blocks of a model file name and the runtime does not read itself. */
package org.gradwright.cli.data;
