// SPDX-License-Identifier: Apache-2.0
/** Measures a compiled model beside what the machine can do. */
package org.gradwright.cli.bench;
