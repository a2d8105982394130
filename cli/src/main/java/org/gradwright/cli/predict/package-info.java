// SPDX-License-Identifier: Apache-2.0
/** What a model predicts, in the formats that others read. */
package org.gradwright.cli.predict;
