// SPDX-License-Identifier: Apache-2.0
/** Event files that TensorBoard reads. */
package org.gradwright.cli.tensorboard;
