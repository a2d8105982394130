// SPDX-License-Identifier: Apache-2.0
/** Made-up sizes and inputs for a model, to run it without data. */
package org.gradwright.cli.trial;
