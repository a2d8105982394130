// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.plan;

import java.util.Map;
import org.gradwright.compiler.kernel.Buffer;

/**
 * Where buffers lie in one array.
 *
 * @param end the array's length
 */
record Layout(Map<Buffer, Extent> offsets, Extent end) {}
