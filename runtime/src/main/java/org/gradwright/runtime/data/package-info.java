// SPDX-License-Identifier: Apache-2.0
/** Readers of data files, and what turns their contents into batches. */
package org.gradwright.runtime.data;
