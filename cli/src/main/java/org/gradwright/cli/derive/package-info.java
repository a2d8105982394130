// SPDX-License-Identifier: Apache-2.0
/** What derivations need of a model's data. */
package org.gradwright.cli.derive;
